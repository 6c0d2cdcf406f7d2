package dev.seedbank.backend.mongo.connection;

import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A private key out of a PEM file: PKCS #8, plain or with a password, and the older form for RSA keys, PKCS #1. */
final class PemKey {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /** Of a PKCS #8 structure around an RSA key: version 0, the identifier of RSA, and the mark of the octets that follow. */
    private static final byte[] RSA_IDENTIFIER = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private PemKey() {}

    static PrivateKey read(Path file, Optional<String> password) {
        try {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (var block : PemBlock.in(text)) {
                switch (block.label()) {
                    case "PRIVATE KEY" -> {
                        return key(file, new PKCS8EncodedKeySpec(block.der()));
                    }
                    case "RSA PRIVATE KEY" -> {
                        return key(file, new PKCS8EncodedKeySpec(wrapped(block.der())));
                    }
                    case "ENCRYPTED PRIVATE KEY" -> {
                        return key(file, decrypted(file, block.der(), password));
                    }
                    default -> {}
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(file, e);
        }
        throw unusable(file, null);
    }

    private static PrivateKey key(Path file, PKCS8EncodedKeySpec spec) {
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                // of another algorithm
            }
        }
        throw unusable(file, null);
    }

    private static PKCS8EncodedKeySpec decrypted(Path file, byte[] der, Optional<String> password) throws IOException {
        if (password.isEmpty()) {
            throw new UsageFailure(
                    "tlsCertificateKeyFile %s: its key is encrypted".formatted(file),
                    "Add tlsCertificateKeyFilePassword to the store's URL.");
        }
        try {
            var info = new EncryptedPrivateKeyInfo(der);
            // The parameters' own name is that of key derivation and cipher together.
            var scheme =
                    info.getAlgName().startsWith("PBES2") || info.getAlgName().startsWith("1.2.")
                            ? info.getAlgParameters().toString()
                            : info.getAlgName();
            var key = SecretKeyFactory.getInstance(scheme)
                    .generateSecret(new PBEKeySpec(password.get().toCharArray()));
            var cipher = Cipher.getInstance(scheme);
            cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (GeneralSecurityException e) {
            throw new UsageFailure(
                    "tlsCertificateKeyFile %s: its key cannot be decrypted".formatted(file),
                    "Check tlsCertificateKeyFilePassword in the store's URL.",
                    e);
        }
    }

    /** PKCS #1 inside PKCS #8, which is all that Java reads. */
    private static byte[] wrapped(byte[] rsa) {
        var octets = tagged(0x04, rsa);
        var content = new byte[RSA_IDENTIFIER.length + octets.length];
        System.arraycopy(RSA_IDENTIFIER, 0, content, 0, RSA_IDENTIFIER.length);
        System.arraycopy(octets, 0, content, RSA_IDENTIFIER.length, octets.length);
        return tagged(0x30, content);
    }

    /** DER: a tag, the length in two bytes (keys are longer than 255 bytes and shorter than 64 KiB), the content. */
    private static byte[] tagged(int tag, byte[] content) {
        var bytes = new byte[content.length + 4];
        bytes[0] = (byte) tag;
        bytes[1] = (byte) 0x82;
        bytes[2] = (byte) (content.length >> 8);
        bytes[3] = (byte) content.length;
        System.arraycopy(content, 0, bytes, 4, content.length);
        return bytes;
    }

    private static UsageFailure unusable(Path file, @org.jspecify.annotations.Nullable Exception cause) {
        return new UsageFailure(
                "tlsCertificateKeyFile %s holds no private key that can be read".formatted(file),
                "Put certificate and key into it, the key as PKCS #8: openssl pkcs8 -topk8 -in KEY -out NEW.",
                cause);
    }
}
