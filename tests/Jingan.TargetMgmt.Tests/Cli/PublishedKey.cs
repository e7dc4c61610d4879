namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>The P-256 key of RFC 7517 appendix A.2 as PKCS#8 (by OpenSSL),
/// and its RFC 7638 thumbprint (by Python's hashlib).</summary>
internal static class PublishedKey
{
    public const string Thumbprint = "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s";

    public const string X = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4";

    public const string Y = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM";

    public const string Pem = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg870MB6gfuTJ4HtUn
        UvYMyJpr5eUZNP4Bk43bVdj3eAGhRANCAAQwoEJM0hwpRIOKLXXJKzfnbqINnwCJ
        OjtO7oo8Cq/sPuBLZekkVtmIi1Kzeb371R7oae8fD8ZbZllpW2zOCBcj
        -----END PRIVATE KEY-----
        """;

    public static string SaveTo(Jtm jtm)
    {
        var path = jtm.PathOf("assessor.pem");
        File.WriteAllText(path, Pem);
        return path;
    }
}
