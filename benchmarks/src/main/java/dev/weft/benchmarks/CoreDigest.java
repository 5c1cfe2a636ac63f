package dev.weft.benchmarks;

import com.github.javaparser.JavaParser;
import com.github.javaparser.JavaToken;
import com.github.javaparser.ParseProblemException;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A digest of the library's sources that does not depend on comments and white space. */
final class CoreDigest {
    private static final int BYTES = 8;

    private CoreDigest() {}

    /** Returns the digest of everything that is compiled into the module in this directory. */
    static String of(Path module) throws IOException {
        Path sources = module.resolve("src/main/java");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(sources)) {
            files = walk.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
        MessageDigest digest = sha256();
        for (Path file : files) {
            add(digest, sources.relativize(file).toString().replace('\\', '/'));
            add(digest, code(Files.readString(file)));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** Returns the tokens of a source file, without comments and white space, one a line. */
    static String code(String source) {
        JavaParser parser = new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_21));
        ParseResult<CompilationUnit> parsed = parser.parse(source);
        if (!parsed.isSuccessful()) {
            throw new ParseProblemException(parsed.getProblems());
        }
        StringBuilder code = new StringBuilder();
        for (JavaToken token : parsed.getResult().orElseThrow().getTokenRange().orElseThrow()) {
            if (!token.getCategory().isWhitespaceOrComment()) {
                code.append(token.getText()).append('\n');
            }
        }
        return code.toString();
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
