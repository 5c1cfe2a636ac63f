package dev.weft.internal.wait;

/**
 * Makes sure that there is enough stack for what comes next, where a {@link StackOverflowError} would do harm: between
 * taking a short lock and freeing it, and between joining a queue and leaving it. If the stack is too short, the error
 * is thrown before anything has happened, instead of in the middle.
 *
 * <p><b>How.</b> When a method is entered, the virtual machine checks that there is room for its frame. For a compiled
 * method it also checks for the larger frames that the method would have in the interpreter, since it may have to
 * continue there at any moment (deoptimization). A method with many local variables has a large interpreter frame. So
 * {@link #check} demands 4 KB of stack: in the interpreter through a frame of that size, which is gone when it returns;
 * compiled, through one or two stores, usually inlined into its caller. That is more than the deepest of the sections
 * above needs: a signal that unparks a virtual thread, some 25 frames. (On JDK 25 a check takes 0.5 ns compiled, and
 * 300 ns interpreted. With recursion instead of the variables, it would take some 100 calls.)
 *
 * <p><b>What is not covered.</b> The JDK's own methods below {@code park} and {@code unpark} may go deeper on other
 * releases. On a virtual machine other than HotSpot, a compiled {@code check} may demand nothing. And what users do
 * between {@code lock} and {@code unlock} is up to them. (The locks of {@code java.util.concurrent} have a reserve that
 * only the JDK may use.)
 */
public final class StackReserve {
    /** Not final, since the compilers would then remove what depends on it. */
    @SuppressWarnings({"FieldCanBeFinal", "unused"})
    private static boolean never;

    private StackReserve() {}

    /** Throws {@link StackOverflowError} if less than 4 KB of stack is left. */
    @SuppressWarnings("unused") // the variables need not be used: it is enough that they have slots in the frame
    public static void check() {
        if (never) {
            long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21,
                    a22, a23, a24, a25, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16,
                    b17, b18, b19, b20, b21, b22, b23, b24, b25, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11,
                    c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, d0, d1, d2, d3, d4, d5,
                    d6, d7, d8, d9, d10, d11, d12, d13, d14, d15, d16, d17, d18, d19, d20, d21, d22, d23, d24, d25,
                    e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20,
                    e21, e22, e23, e24, e25, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15,
                    f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, g0, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10,
                    g11, g12, g13, g14, g15, g16, g17, g18, g19, g20, g21, g22, g23, g24, g25, h0, h1, h2, h3, h4,
                    h5, h6, h7, h8, h9, h10, h11, h12, h13, h14, h15, h16, h17, h18, h19, h20, h21, h22, h23, h24,
                    h25, i0, i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, i14, i15, i16, i17, i18, i19,
                    i20, i21, i22, i23, i24, i25, j0, j1, j2, j3, j4, j5, j6, j7, j8, j9, j10, j11, j12, j13, j14,
                    j15, j16, j17, j18, j19, j20, j21;
            check();
        }
    }
}
