using System.Text.Json;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Contracts;

/// <summary>Whoever writes a period in another way is told how it is written.</summary>
public sealed class PeriodSpellingTests
{
    [Theory]
    [InlineData("2018-7", "2018-07")]
    [InlineData("2018年7月", "2018-07")]
    [InlineData("2018年07月", "2018-07")]
    [InlineData("2018.12", "2018-12")]
    [InlineData("2018/7", "2018-07")]
    [InlineData("201807", "2018-07")]
    [InlineData("２０１８－０７", "2018-07")]
    [InlineData(" 2018-07 ", "2018-07")]
    [InlineData("2018Q2", "2018-Q2")]
    [InlineData("2018-q2", "2018-Q2")]
    [InlineData("2018年第2季度", "2018-Q2")]
    public void What_was_meant_is_said(string found, string meant)
    {
        var text = PeriodSpelling.Correct(found);
        Assert.Equal(($"收到“{found}”，应写作 {meant}", $"is \"{found}\"; write {meant}"), (text.Zh, text.En));
    }

    [Theory]
    [InlineData("")]
    [InlineData("七月")]
    [InlineData("2018-13")]
    [InlineData("2018-Q5")]
    [InlineData("2018-06-30")]
    [InlineData("1991-06")]
    public void Where_that_is_not_clear_both_forms_are_shown(string found)
    {
        Assert.False(Period.TryParse(found, null, out _));
        Assert.Contains("2018-06（月）或 2018-Q2（季度）", PeriodSpelling.Correct(found).Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_json_value_is_refused_with_it() => Assert.Equal(
        "收到“2018-7”，应写作 2018-07",
        Assert.Throws<RefusedValueException>(() => JsonSerializer.Deserialize<Period>("\"2018-7\"")).Reason.Zh);
}
