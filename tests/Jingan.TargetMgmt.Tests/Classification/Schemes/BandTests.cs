using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Schemes;

/// <summary>One band by itself: in a scheme the neighbours, tried in order, can hide a wrong end.</summary>
public sealed class BandTests
{
    [Theory]
    [InlineData(false, false, "0111100")]
    [InlineData(true, false, "0011100")]
    [InlineData(false, true, "0111110")]
    [InlineData(true, true, "0011110")]
    public void A_band_holds_its_ends_as_it_says(bool fromExclusive, bool toInclusive, string holds)
    {
        var band = new Band("green", From: -0.5m, fromExclusive, To: 0.5m, toInclusive);
        Ratio[] values =
        [
            Ratio.Of(-500_001, 1_000_000), Ratio.Of(-1, 2), Ratio.Of(-1, 3), Ratio.Zero, Ratio.Of(1, 3), Ratio.Of(1, 2),
            Ratio.PositiveInfinity,
        ];
        Assert.Equal(holds, string.Concat(values.Select(v => band.Contains(v) ? '1' : '0')));
    }

    [Fact]
    public void A_missing_end_is_infinite()
    {
        Assert.True(new Band("red", From: 5).Contains(Ratio.PositiveInfinity));
        Assert.True(new Band("red", To: 5).Contains(Ratio.Of(-999_999_999_999, 1)));
        Assert.False(new Band("red", To: 999_999_999_999, ToInclusive: true).Contains(Ratio.PositiveInfinity));
        Assert.True(new Band("red").Contains(Ratio.PositiveInfinity));
    }

    [Fact]
    public void A_truth_value_is_no_number()
    {
        Assert.True(new Band("blue", Is: true).Contains(true));
        Assert.False(new Band("blue", Is: true).Contains(false));
        Assert.False(new Band("blue", Is: true).Contains(Ratio.One));
        Assert.False(new Band("blue", From: 0).Contains(true));
    }
}
