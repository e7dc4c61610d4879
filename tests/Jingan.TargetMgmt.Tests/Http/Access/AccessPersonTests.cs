using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Tests.Http.Access;

/// <summary>A line of the file of people, as access that is on record.</summary>
public sealed class AccessPersonTests
{
    private const string Provider = "https://id.example.org/";

    private static readonly AccessPerson Wang = new("wang.wu", "王五", Role.Office, null, "2027-01-31", Salt: "0123");

    [Theory]
    [InlineData("2027-01-31", "2027-01-31T16:00:00.000Z")]
    [InlineData("2027-01-31T16:00:00.000Z", "2027-01-31T16:00:00.000Z")]
    public void Until_is_the_last_day_in_Shanghai_or_an_instant(string until, string expires) =>
        Assert.Equal(expires, (Wang with { Until = until }).ToAccess(Provider).Expires);

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2027-02-29")]
    [InlineData("31.01.2027")]
    [InlineData("9999-12-31")]
    public void An_end_that_is_none_is_a_fault_that_names_the_member(string until)
    {
        var fault = (Wang with { Until = until }).ToAccess(Provider).Fault();
        Assert.StartsWith("until ", fault!.Value.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public void A_subject_has_text(string subject) =>
        Assert.NotNull((Wang with { Subject = subject }).ToAccess(Provider).Fault());

    [Fact]
    public void A_subject_has_an_end() =>
        Assert.NotNull((Wang with { Subject = new('a', 256) }).ToAccess(Provider).Fault());

    [Fact]
    public void The_same_subject_at_another_provider_or_with_other_salt_is_somebody_else()
    {
        var access = Wang.ToAccess(Provider);
        Assert.Null(access.Fault());
        Assert.NotEqual(access.Fingerprint, Wang.ToAccess("https://other.example.org/").Fingerprint);
        Assert.NotEqual(access.Fingerprint, (Wang with { Salt = "4567" }).ToAccess(Provider).Fingerprint);
        Assert.NotEqual(access.Fingerprint, (Wang with { Subject = "li.si" }).ToAccess(Provider).Fingerprint);
        Assert.Equal(
            access.Fingerprint, (Wang with { Name = "王五五", Role = Role.Auditor }).ToAccess(Provider).Fingerprint);
    }
}
