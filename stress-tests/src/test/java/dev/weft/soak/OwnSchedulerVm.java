package dev.weft.soak;

import java.util.List;

/** The same, and goroutines run on Weft's own scheduler there. */
public final class OwnSchedulerVm extends OwnVm {
    @Override
    protected List<String> options() {
        return List.of("-Xmx1g", "-Dweft.scheduler=go", "--add-opens=java.base/java.lang=ALL-UNNAMED");
    }
}
