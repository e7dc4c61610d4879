using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>What the sources name of cryptography, chance and TLS: no hash that is broken, no cipher of our own use, no
/// chance that could be guessed where it must not be, and no certificate that is taken unseen.</summary>
public sealed partial class CryptographyTests
{
    // Guid.NewGuid names temporary files and idempotency keys, which are no secrets.
    private static readonly string[] ChanceWithoutSecrets =
    [
        "src/Jingan.TargetMgmt.Cli/Setup/ConfigurationStep.cs", "src/Jingan.TargetMgmt.Cli/Storage/HashedFile.cs",
        "src/Jingan.TargetMgmt.Client/ApiClient.cs", "src/Jingan.TargetMgmt.Government/Evidence/EvidenceFolder.cs",
        "src/Jingan.TargetMgmt.Log/Files/OwnerOnlyFile.cs", "src/Jingan.TargetMgmt.Web/Reporting/EvidenceUpload.cs",
        "src/Jingan.TargetMgmt.Web/Wire/ServiceClient.cs",
    ];

    // The port takes the one certificate that a file names. jtm doctor asks whatever answers for what is public,
    // without a token, and tells until when that one's is good; the health probe asks the service beside it whether it
    // is alive.
    private static readonly string[] LooksAtCertificates =
    [
        "src/Jingan.TargetMgmt.Api/HealthProbe.cs", "src/Jingan.TargetMgmt.Cli/Installation/RunningService.cs",
        "src/Jingan.TargetMgmt.Http/Facts/RemoteFacts.cs",
    ];

    [Fact]
    public void No_broken_hash_and_no_cipher_is_named() =>
        Assert.Empty(Repository.Sources.Where(s => Broken().IsMatch(s.Value)).Select(s => s.Key));

    [Fact]
    public void What_must_not_be_guessed_comes_from_the_systems_generator()
    {
        Assert.Empty(Repository.Sources.Where(s => Guessable().IsMatch(s.Value)).Select(s => s.Key));
        Assert.Equal(ChanceWithoutSecrets, Naming("Guid.NewGuid"));
        Assert.True(Naming("RandomNumberGenerator.GetBytes").Count > 5);
    }

    [Fact]
    public void No_certificate_is_taken_unseen()
    {
        Assert.Empty(Naming("DangerousAcceptAnyServerCertificateValidator"));
        Assert.Equal(LooksAtCertificates, Repository.Sources.Where(s => Callback().IsMatch(s.Value))
            .Select(s => s.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_object_is_read_whose_type_the_sender_chooses_and_nothing_is_evaluated() =>
        Assert.Empty(Repository.Sources.Where(s => Chosen().IsMatch(s.Value)).Select(s => s.Key));

    [Theory]
    [InlineData("MD5.HashData(x)", true)]
    [InlineData("using var mac = new HMACSHA1(key);", true)]
    [InlineData("Aes.Create()", true)]
    [InlineData("SHA256.HashData(x)", false)]
    [InlineData("HMACSHA256.HashData(key, x)", false)]
    public void A_broken_hash_would_be_found(string source, bool isFound) =>
        Assert.Equal(isFound, Broken().IsMatch(source));

    private static List<string> Naming(string name) =>
    [
        .. Repository.Sources.Where(s => s.Value.Contains(name, StringComparison.Ordinal)).Select(s => s.Key)
            .Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(
        @"\b(MD5|SHA1|HMACMD5|HMACSHA1|DES|TripleDES|RC2|RijndaelManaged|Aes|AesGcm|AesCcm|ChaCha20Poly1305)\b")]
    private static partial Regex Broken();

    [GeneratedRegex(@"\bnew Random\(|\bRandom\.Shared\b|GetRandomFileName")]
    private static partial Regex Guessable();

    [GeneratedRegex("(ServerCertificateCustom|RemoteCertificate)ValidationCallback")]
    private static partial Regex Callback();

    [GeneratedRegex(
        @"\b(BinaryFormatter|NetDataContractSerializer|SoapFormatter|LosFormatter|XmlSerializer|CSharpScript)\b"
        + @"|JsonDerivedType|\.Compile\(\)|DataTable\(\)\.Compute")]
    private static partial Regex Chosen();
}
