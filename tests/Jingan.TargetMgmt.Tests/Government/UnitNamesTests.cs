using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Units;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>Units as lists call them.</summary>
public sealed class UnitNamesTests
{
    private static readonly UnitNames Names = new(
    [
        new(new("FGW"), "静安区发展和改革委员会", UnitKind.Department),
        new(new("SWW"), "静安区商务委员会", UnitKind.Department),
        new(new("CZJ"), "静安区财政局", UnitKind.Department),
        new(new("MZJ"), "静安区民政局", UnitKind.Department),
        new(new("JGJ"), "静安区机关事务管理局", UnitKind.Department),
        new(new("SCJGJ"), "静安区市场监督管理局", UnitKind.Department),
        new(new("SJGJ"), "静安区事务监管局", UnitKind.Department),
        new(new("QFB"), "静安区人民政府办公室", UnitKind.Department),
        new(new("JD-BEIZHAN"), "北站街道", UnitKind.Subdistrict),
        new(new("ZHEN-PENGPU"), "彭浦镇", UnitKind.Subdistrict),
    ]);

    [Theory]
    [InlineData("CZJ", "CZJ")]
    [InlineData("静安区财政局", "CZJ")]
    [InlineData(" 静安区财政局\u3000", "CZJ")]
    [InlineData("区财政局", "CZJ")]
    [InlineData("财政局", "CZJ")]
    [InlineData("区发展改革委", "FGW")]
    [InlineData("发改委", "FGW")]
    [InlineData("区商务委", "SWW")]
    [InlineData("市场监管局", "SCJGJ")]
    [InlineData("府办", null)]
    [InlineData("人民政府办", "QFB")]
    [InlineData("北站街道", "JD-BEIZHAN")]
    [InlineData("彭浦镇", "ZHEN-PENGPU")]
    [InlineData("NOBODY", "NOBODY")]
    [InlineData("局", null)]
    [InlineData("各街道", null)]
    [InlineData("区委", null)]
    public void A_unit_goes_by_its_code_its_name_or_a_short_name_that_fits_one(string text, string? code) =>
        Assert.Equal(code, (string?)Names.Read(new(2, 1, text)).Value);

    [Fact]
    public void A_name_that_fits_several_units_is_refused_with_all_of_them()
    {
        var names = new UnitNames(
        [
            new(new("A"), "静安区发展改革委员会", UnitKind.Department), new(new("B"), "静安区发展更改委员会", UnitKind.Department),
        ]);
        var fault = Assert.Single(names.Read(new(2, 1, "发改委")).Faults).Why.Zh;
        Assert.Contains("静安区发展改革委员会（A）、静安区发展更改委员会（B）", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("财务局", "静安区财政局（CZJ）")]
    [InlineData("静安财政", "静安区财政局（CZJ）")]
    public void An_unknown_name_gets_the_likely_ones(string text, string suggested) => Assert.Contains(
        suggested, Assert.Single(Names.Read(new(2, 1, text)).Faults).Why.Zh, StringComparison.Ordinal);
}
