using System.Security.Cryptography;
using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Claims;

namespace Jingan.TargetMgmt.Tests.Signing.Claims;

/// <summary>What was taken once is read for ever, whatever is taken today.</summary>
public sealed class LoggedClaimsTests
{
    [Theory]
    [InlineData("""[{"sha256":"aa","page":3}]"""), InlineData("""["现场照片"]"""), InlineData("[]")]
    public void A_rating_whose_evidence_had_no_form_yet_is_read(string evidence) =>
        Assert.Empty(Read($"\"evidence\":{evidence}").Evidence ?? []);

    [Fact]
    public void A_divergence_with_a_code_that_is_taken_no_more_is_read() =>
        Assert.Equal(new Divergence("onSite", "现场核查"),
            Read("""  "divergence":{"code":"onSite","reason":"现场核查"}  """).Divergence);

    [Fact]
    public void Evidence_in_its_form_is_read() =>
        Assert.Equal([new(EvidenceKind.SiteVisit, "已完工", new(2018, 6, 29))],
            Read("""  "evidence":[{"kind":"siteVisit","note":"已完工","at":"2018-06-29"}]  """).Evidence!);

    private static RatingClaims Read(string member)
    {
        using var key = JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var payload =
            $$"""{"type":"rating","period":"2018-06","targetId":"JA2018-028","targetVersion":1,"colour":"red","scheme":"2018.1","rationale":"x","issuedAt":"2018-07-02T01:00:00.000Z",{{member}}}""";
        return RatingClaims.FromLog(CompactJws.Sign(Encoding.UTF8.GetBytes(payload), "k", key));
    }
}
