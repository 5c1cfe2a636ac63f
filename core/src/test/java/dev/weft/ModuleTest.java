package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the module exports, what it requires, and which types only the library can implement. */
class ModuleTest {
    private static final int JAVA_21 = 65;

    @Test
    void theModuleExportsThePublicPackagesToAllAndNothingElse() throws Exception {
        ModuleDescriptor module = descriptor();
        assertThat(module.name()).isEqualTo("dev.weft");
        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder("dev.weft", "dev.weft.sync", "dev.weft.time", "dev.weft.context",
                        "dev.weft.testing");
        assertThat(module.exports()).noneMatch(ModuleDescriptor.Exports::isQualified);
        assertThat(module.isOpen()).isFalse();
        assertThat(module.opens()).isEmpty();
        assertThat(module.provides()).isEmpty();
        assertThat(module.uses()).isEmpty();
    }

    @Test
    void theModuleNeedsNothingAtRunTimeButJavaBase() throws Exception {
        assertThat(descriptor().requires())
                .filteredOn(r -> !r.modifiers().contains(Requires.Modifier.STATIC))
                .extracting(Requires::name)
                .containsExactly("java.base");
    }

    @Test
    void allClassesAreBytecodeOfJava21() throws Exception {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(classes())) {
            // The module descriptor has release 17: core/pom.xml says why.
            classes = files.filter(f -> f.toString().endsWith(".class"))
                    .filter(f -> !f.endsWith("module-info.class"))
                    .toList();
        }
        assertThat(classes).hasSizeGreaterThan(30);
        for (Path file : classes) {
            try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
                assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
                assertThat(in.readUnsignedShort()).as("preview features in %s", file).isZero();
                assertThat(in.readUnsignedShort()).as("version of %s", file).isEqualTo(JAVA_21);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Channel.class, SendChannel.class, ReceiveChannel.class})
    void theChannelInterfacesCannotBeImplementedByOthers(Class<?> type) {
        assertThat(type.isSealed()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (p, m, a) -> null))
                .withMessageContaining("sealed");
        assertClosed(type);
    }

    @Test
    void casesCannotBeImplementedByOthers() {
        assertClosed(SelectCase.class);
        assertThat(SelectCase.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(ReceiveCase.class, SendCase.class);
    }

    /**
     * Checks that every class that may implement the type, at any depth, is the library's own, and is either final in
     * the end, or not exported by the module, for the library's own packages to build on.
     */
    private static void assertClosed(Class<?> type) {
        assertThat(type.getPackageName()).startsWith("dev.weft");
        boolean hidden = type.getPackageName().startsWith("dev.weft.internal.") && !type.isInterface();
        if (!Modifier.isFinal(type.getModifiers()) && !hidden) {
            assertThat(type.isSealed()).as("%s is sealed", type).isTrue();
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                assertClosed(permitted);
            }
        }
    }

    private static ModuleDescriptor descriptor() throws IOException, URISyntaxException {
        try (InputStream in = Files.newInputStream(classes().resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    /** Returns the directory of the library's classes. */
    private static Path classes() throws URISyntaxException {
        return Path.of(Channel.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
