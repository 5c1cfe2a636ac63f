/** A module that uses Weft. */
module com.example {
    requires dev.weft;
}
