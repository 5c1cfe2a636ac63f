package dev.weft.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The artifact as a module, with JUnit's modules, in a virtual machine of its own. */
@Timeout(120)
class ModuleTest {
    private static final List<String> CLASS_PATH =
            Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));

    @Test
    void junitCanUseTheModule() throws Exception {
        String modules = path(ModuleTest::isModule);
        Process java = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-p", modules, "--add-modules",
                "dev.weft.junit,org.junit.jupiter.engine,org.junit.platform.launcher", "-cp",
                path(entry -> !isModule(entry)), "com.example.RunOnModulePath").redirectErrorStream(true).start();
        String output = new String(java.getInputStream().readAllBytes());
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(java.exitValue()).as(output).isZero();
    }

    /** Weft's and JUnit's. */
    private static boolean isModule(String entry) {
        String name = new File(entry).getName();
        return name.matches("(junit-(jupiter-(api|engine|params)|platform-(commons|engine|launcher))|opentest4j"
                + "|apiguardian-api|jspecify|weft-(core|junit))-.*\\.jar") || name.equals("classes");
    }

    private static String path(Predicate<String> which) {
        return CLASS_PATH.stream().filter(which).collect(Collectors.joining(File.pathSeparator));
    }
}
