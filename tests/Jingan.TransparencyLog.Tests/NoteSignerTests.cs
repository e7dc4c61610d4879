using System.Diagnostics;
using System.Text;

namespace Jingan.TransparencyLog.Tests;

public sealed class NoteSignerTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(
        "audit.example.gov.cn/ratings\n70000\nMmM5LKk2ha+XDGD0SYMhNzCLSMVYKjn6Vm3lc1TYKtk=\n");

    // openssl dgst -sm3 -sign openssl-sm2.pem -sigopt distid:1234567812345678 over the text above, OpenSSL 3.0.
    private static readonly byte[] OpensslSignature = Convert.FromHexString(
        "304402204b20efb4ba23048c2587c2676c2f92b5af1b8a43d5b515eb48f89a5bf759fc56022003e59f5c9ca478ae1bf1401bc6498829e5d1aa20bcffa1d95c9ccb5ff8baa642");

    [Fact]
    public void An_SM2_signature_by_openssl_verifies()
    {
        var key = NoteSigner.FromPem("log", Vectors.Text("openssl-sm2.pem")).VerifierKey;
        Assert.Equal(NoteAlgorithm.Unassigned, key.Algorithm);
        Assert.True(key.Verify(Text, OpensslSignature));
        Assert.False(key.Verify(Text.AsSpan(1), OpensslSignature));
        for (var i = 0; i < OpensslSignature.Length; i++)
        {
            var broken = OpensslSignature.ToArray();
            broken[i] ^= 0x01;
            Assert.False(key.Verify(Text, broken), $"byte {i}");
            Assert.False(key.Verify(Text, OpensslSignature.AsSpan(0, i)), $"{i} bytes");
        }

        // DER has one spelling: nothing may follow.
        Assert.False(key.Verify(Text, (byte[])[.. OpensslSignature, 0]));
        Assert.False(key.Verify(Text, []));
    }

    [Fact]
    public void The_public_keys_are_those_that_openssl_prints()
    {
        Assert.Equal(PublicKey("openssl-sm2-public.pem", 65),
            NoteSigner.FromPem("log", Vectors.Text("openssl-sm2.pem")).VerifierKey.PublicKey);
        Assert.Equal(PublicKey("openssl-ed25519-public.pem", 32),
            NoteSigner.FromPem("log", Vectors.Text("openssl-ed25519.pem")).VerifierKey.PublicKey);
        Assert.Equal(PublicKey("openssl-ed25519-public.pem", 32),
            CosignatureSigner.FromPem("witness", Vectors.Text("openssl-ed25519.pem")).VerifierKey.PublicKey);
    }

    // Where openssl is installed, it is asked; the stored signature above is checked everywhere.
    [Fact]
    public void An_SM2_signature_of_ours_is_accepted_by_openssl()
    {
        var signer = NoteSigner.FromPem("log", Vectors.Text("openssl-sm2.pem"));
        var signature = signer.Sign(Text).Signature;
        Assert.True(signer.VerifierKey.Verify(Text, signature));
        Assert.NotEqual(signature, signer.Sign(Text).Signature);
        var folder = Directory.CreateTempSubdirectory("sm2");
        try
        {
            Assert.NotEqual(false, OpensslAccepts(folder.FullName, Text, signature));
            Assert.NotEqual(true, OpensslAccepts(folder.FullName, [.. Text, (byte)'\n'], signature));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("openssl-ed25519.pem")]
    [InlineData("openssl-sm2.pem")]
    public void A_key_is_written_as_openssl_writes_it(string file) =>
        Assert.Equal(Vectors.Text(file), NoteSigner.FromPem("log", Vectors.Text(file)).ToPem());

    [Fact]
    public void The_older_forms_of_an_SM2_key_are_read()
    {
        var expected = Vectors.Text("openssl-sm2.pem");
        var sec1 = Vectors.Text("openssl-sm2-sec1.pem");
        Assert.Equal(expected, NoteSigner.FromPem("log", sec1).ToPem());

        // OpenSSL 1.1.1 calls the same bytes so, and puts the curve before them.
        Assert.Equal(expected,
            NoteSigner.FromPem("log", "-----BEGIN EC PARAMETERS-----\nBggqgRzPVQGCLQ==\n-----END EC PARAMETERS-----\n"
            + sec1.Replace("SM2 PRIVATE", "EC PRIVATE", StringComparison.Ordinal)).ToPem());
        Assert.Equal(NoteAlgorithm.Unassigned,
            NoteSigner.FromPem("log", Vectors.Text("openssl-sm2-ecparam.pem")).VerifierKey.Algorithm);
    }

    [Fact]
    public void A_new_key_is_read_back()
    {
        foreach (var signer in (NoteSigner[])[NoteSigner.NewEd25519("log"), NoteSigner.NewSm2("log")])
        {
            Assert.Equal(signer.VerifierKey.ToString(), NoteSigner.FromPem("log", signer.ToPem()).VerifierKey
                .ToString());
        }

        var witness = CosignatureSigner.NewEd25519("witness");
        Assert.Equal(witness.VerifierKey.ToString(), CosignatureSigner.FromPem("witness", witness.ToPem()).VerifierKey
            .ToString());
        Assert.NotEqual(NoteSigner.NewEd25519("log").ToPem(), NoteSigner.NewEd25519("log").ToPem());
    }

    [Theory]
    [InlineData("openssl-p256.pem",
        "The private key is on the curve 1.2.840.10045.3.1.7, expected SM2 (1.2.156.10197.1.301) or an Ed25519 key.")]
    [InlineData("openssl-p256-sec1.pem",
        "The private key is on the curve 1.2.840.10045.3.1.7, expected SM2 (1.2.156.10197.1.301) or an Ed25519 key.")]
    [InlineData("openssl-rsa.pem",
        "The private key is of the algorithm 1.2.840.113549.1.1.1, expected Ed25519 (1.3.101.112) or SM2 "
        + "(1.2.840.10045.2.1 on 1.2.156.10197.1.301).")]
    [InlineData("openssl-ed25519-encrypted.pem",
        "No private key: found \"ENCRYPTED PRIVATE KEY\", expected \"PRIVATE KEY\" (Ed25519 or SM2) or \"EC PRIVATE "
        + "KEY\" (SM2), not encrypted.")]
    [InlineData("openssl-ed25519-public.pem",
        "No private key: found \"PUBLIC KEY\", expected \"PRIVATE KEY\" (Ed25519 or SM2) or \"EC PRIVATE KEY\" (SM2),"
        + " not encrypted.")]
    public void A_key_of_another_kind_is_refused_by_name(string file, string fault) =>
        Assert.Equal(
            fault, Assert.Throws<FormatException>(() => NoteSigner.FromPem("log", Vectors.Text(file))).Message);

    [Theory]
    [InlineData("", "No private key: found nothing in PEM,")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "The \"PRIVATE KEY\" in PEM is broken:")]
    [InlineData(
        "-----BEGIN PRIVATE KEY-----\nMC0CAQAwBQYDK2VwBCEEHzDMAZlLdkPvcAZnpwxd7TH2vHVFOiRNN9BvFsvj7wA=\n-----END "
        + "PRIVATE KEY-----\n", "An Ed25519 seed has 32 bytes, not 31.")]
    public void What_is_no_key_is_refused(string pem, string fault) =>
        Assert.StartsWith(fault, Assert.Throws<FormatException>(() => NoteSigner.FromPem("log", pem)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Cosignatures_are_not_made_with_SM2() =>
        Assert.Equal("The private key is an SM2 key, but cosignatures are made with Ed25519.",
        Assert.Throws<FormatException>(() =>
            CosignatureSigner.FromPem("witness", Vectors.Text("openssl-sm2.pem"))).Message);

    // n of the curve (GB/T 32918.5): n-1 and above, and 0, are no private keys.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", false)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", true)]
    [InlineData("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54121", true)]
    [InlineData("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122", false)]
    [InlineData("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123", false)]
    [InlineData("01", false)]
    public void An_SM2_key_is_a_number_of_its_range(string hex, bool isKey)
    {
        var thrown = Record.Exception(() => NoteSigner.Sm2("log", Convert.FromHexString(hex)));
        Assert.True(isKey ? thrown is null : thrown is ArgumentException, thrown?.Message);
    }

    [Fact]
    public void A_seed_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => NoteSigner.Ed25519("log", new byte[31]));

    // The last bytes of a SubjectPublicKeyInfo are the key.
    private static byte[] PublicKey(string file, int length) =>
        Convert.FromBase64String(string.Concat(Vectors.Text(file).Split('\n')
            .Where(line => !line.StartsWith('-'))))[^length..];

    // Null where there is no openssl.
    private static bool? OpensslAccepts(string folder, byte[] text, byte[] signature)
    {
        File.WriteAllBytes(Path.Combine(folder, "text"), text);
        File.WriteAllBytes(Path.Combine(folder, "signature"), signature);
        File.WriteAllText(Path.Combine(folder, "public.pem"), Vectors.Text("openssl-sm2-public.pem"));
        try
        {
            using var openssl = Process.Start(new ProcessStartInfo("openssl",
                "dgst -sm3 -verify public.pem -signature signature -sigopt distid:1234567812345678 text")
            { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var answer = openssl.StandardOutput.ReadToEnd();
            openssl.WaitForExit();
            return answer.Contains("Verified OK", StringComparison.Ordinal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
