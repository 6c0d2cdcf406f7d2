package dev.seedbank.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.graalvm.nativeimage.PinnedObject;
import org.graalvm.nativeimage.Platform;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.function.CFunctionPointer;
import org.graalvm.nativeimage.c.function.InvokeCFunctionPointer;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CTypeConversion;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of the system's libcrypto, whose three functions take a context of a known size (sha.h, {@code SHA256_CTX}). Only for the
 * native binary: these calls do not exist on a JVM, and this class must not be loaded there. Thread-safe.
 */
final class OpenSsl {
    /** Bytes of a {@code SHA256_CTX}: eight words, two of length, a block, two numbers. */
    static final int CONTEXT = 112;

    private static final int DIGEST = 32;

    private static final String LIBRARY = "libcrypto.so.3";
    private static final int RTLD_LAZY = 1;
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);
    /** FIPS 180-4's own example. */
    private static final byte[] DIGEST_OF_ABC =
            HexFormat.of().parseHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    private static volatile boolean searched;
    private static volatile @Nullable OpenSsl found;

    private final long init;
    private final long update;
    private final long finish;

    private OpenSsl(long init, long update, long finish) {
        this.init = init;
        this.update = update;
        this.finish = finish;
    }

    /** Null if the system has none, or another than is expected. Takes a millisecond or two the first time. */
    static @Nullable OpenSsl find() {
        if (!searched) {
            synchronized (OpenSsl.class) {
                if (!searched) {
                    found = Platform.includedIn(Platform.LINUX.class) ? open() : null;
                    searched = true;
                }
            }
        }
        return found;
    }

    private static @Nullable OpenSsl open() {
        try (var name = CTypeConversion.toCString(LIBRARY)) {
            var library = dlopen(name.get(), RTLD_LAZY);
            if (library.isNull()) {
                return null;
            }
            var functions = new OpenSsl(
                    symbol(library, "SHA256_Init"), symbol(library, "SHA256_Update"), symbol(library, "SHA256_Final"));
            return functions.complete() && functions.correct() ? functions : null;
        }
    }

    private static long symbol(PointerBase library, String name) {
        try (var text = CTypeConversion.toCString(name)) {
            return dlsym(library, text.get()).rawValue();
        }
    }

    private boolean complete() {
        return init != 0 && update != 0 && finish != 0;
    }

    private boolean correct() {
        var context = new byte[CONTEXT];
        start(context);
        update(context, ABC, 0, ABC.length);
        return Arrays.equals(finish(context), DIGEST_OF_ABC);
    }

    void start(byte[] context) {
        try (var pinned = PinnedObject.create(context)) {
            Init function = WordFactory.pointer(init);
            function.invoke(pinned.addressOfArrayElement(0));
        }
    }

    /** Collectors wait for its end: of a quarter of a megabyte, less than half a millisecond. */
    void update(byte[] context, byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (length > 0) {
            try (var pinned = PinnedObject.create(context);
                    var data = PinnedObject.create(source)) {
                Update function = WordFactory.pointer(update);
                function.invoke(
                        pinned.addressOfArrayElement(0),
                        data.addressOfArrayElement(offset),
                        WordFactory.unsigned(length));
            }
        }
    }

    /** The context is of no more use. */
    byte[] finish(byte[] context) {
        var digest = new byte[DIGEST];
        try (var pinned = PinnedObject.create(context);
                var result = PinnedObject.create(digest)) {
            Final function = WordFactory.pointer(finish);
            function.invoke(result.addressOfArrayElement(0), pinned.addressOfArrayElement(0));
        }
        return digest;
    }

    @CFunction("dlopen")
    private static native PointerBase dlopen(CCharPointer file, int mode);

    @CFunction("dlsym")
    private static native PointerBase dlsym(PointerBase library, CCharPointer symbol);

    private interface Init extends CFunctionPointer {
        @InvokeCFunctionPointer(transition = Transition.NO_TRANSITION)
        int invoke(PointerBase context);
    }

    private interface Update extends CFunctionPointer {
        @InvokeCFunctionPointer(transition = Transition.NO_TRANSITION)
        int invoke(PointerBase context, PointerBase data, UnsignedWord length);
    }

    private interface Final extends CFunctionPointer {
        @InvokeCFunctionPointer(transition = Transition.NO_TRANSITION)
        int invoke(PointerBase digest, PointerBase context);
    }
}
