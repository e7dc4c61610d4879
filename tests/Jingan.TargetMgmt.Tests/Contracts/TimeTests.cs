using System.Globalization;
using CsCheck;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Contracts;

public sealed class TimeTests
{
    [Fact]
    public void An_instant_is_written_in_utc_and_cut_to_milliseconds() => Assert.Equal(
        "2018-06-30T23:59:59.999Z",
        UtcText.Format(DateTimeOffset.Parse("2018-07-01T07:59:59.9999999+08:00", CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2018-07-01T01:02:03Z")]
    [InlineData("2018-07-01T01:02:03.00Z")]
    [InlineData("2018-07-01T01:02:03.0000Z")]
    [InlineData("2018-07-01T01:02:03.000")]
    [InlineData("2018-07-01T01:02:03.000z")]
    [InlineData("2018-07-01t01:02:03.000Z")]
    [InlineData("2018-07-01 01:02:03.000Z")]
    [InlineData("2018-07-01T01:02:03,000Z")]
    [InlineData("2018-07-01T01:02:03.000+00:00")]
    [InlineData("2018-07-01T24:00:00.000Z")]
    [InlineData("2018-07-01T23:59:60.000Z")]
    [InlineData("2018-02-29T01:02:03.000Z")]
    [InlineData("2018-7-1T01:02:03.000Z")]
    [InlineData("018-07-01T01:02:03.000Z")]
    [InlineData("12018-07-01T01:02:03.000Z")]
    [InlineData(" 2018-07-01T01:02:03.000Z")]
    [InlineData("2018-07-01T01:02:03.000Z ")]
    [InlineData("2018-07-01T01:02:03.000Z\n")]
    [InlineData("2018-07-01T01:02:03.000Z\0")]
    [InlineData("２018-07-01T01:02:03.000Z")]
    [InlineData("")]
    [InlineData(null)]
    public void Only_what_is_written_is_read(string? text) => Assert.False(UtcText.TryParse(text, out _));

    [Fact]
    public void What_is_written_is_read_back_and_orders_like_the_instants() =>
        Gen.Select(Gen.DateTimeOffset, Gen.DateTimeOffset).Sample((a, b) =>
        {
            var (first, second) = (UtcText.Format(a), UtcText.Format(b));
            return UtcText.TryParse(first, out var read) && UtcText.Format(read) == first
                && (a - read).Duration() < TimeSpan.FromMilliseconds(1)
                && (first == second || string.CompareOrdinal(first, second) < 0 == a < b);
        });

    [Theory]
    [InlineData("2018-07-05T15:59:59.999Z", "2018-07-05")]
    [InlineData("2018-07-05T16:00:00.000Z", "2018-07-06")]
    [InlineData("2018-12-31T16:00:00.000Z", "2019-01-01")]
    [InlineData("2018-07-05T10:00:00.000-06:00", "2018-07-06")]
    public void The_day_in_shanghai_changes_at_16_utc(string instant, string day) =>
        Assert.Equal(day, $"{ShanghaiDate.Of(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)):yyyy-MM-dd}");
}
