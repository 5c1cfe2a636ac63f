package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Go;
import dev.weft.junit.VirtualTime;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Run by {@link RunOnModulePath}, with {@code weft-junit} as a module. */
@VirtualTime
class AModuleIsUsed {
    private final Instant start = Timers.now();

    @Test
    void sleepsForADay() throws Exception {
        Module module = VirtualTime.class.getModule();
        assertEquals("dev.weft.junit", module.getName());
        assertTrue(!module.getDescriptor().isAutomatic());
        Go.sleep(Duration.ofDays(1));
        assertEquals(Duration.ofDays(1), Timers.since(start));
    }
}
