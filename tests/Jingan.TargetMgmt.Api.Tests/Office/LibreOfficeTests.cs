namespace Jingan.TargetMgmt.Api.Tests.Office;

/// <summary>The sheets that go out to people come back as another program saves them.</summary>
public sealed class LibreOfficeTests : IDisposable
{
    private readonly SqliteFactory _service = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_reporting_sheet_is_filled_in_sent_marked_corrected_and_taken()
    {
        using var calc = await Calc.StartAsync();
        var template = await _service.As("LSJ")
            .GetByteArrayAsync("/api/v1/units/LSJ/template.xlsx?period=2018-06", Http.Ct);
        var sheet = new ReportingSheet(template);
        var (green, milestone, node) =
            (sheet.RowOf("JA2018-028"), sheet.RowOf("JA2018-043"), sheet.RowOf("JA2018-043", "N1"));
        var filled = await calc.EditAsync(
            template, "填报", ($"J{green}", "约3.1"), ($"N{green}", "已建成3.1万平方米"), ($"N{milestone}", "主体完工"),
            ($"L{node}", "2018-11-30"));

        var (marked, refused) = await SendAsync(filled);
        Assert.Equal(409, (int)refused.StatusCode);
        var back = new ReportingSheet(marked);
        Assert.StartsWith(
            $"× 须改正\n填报!J{green} value：收到“约3.1”", back[$"R{green}"], StringComparison.Ordinal);
        Assert.Equal("√ 可以接受（尚未保存）", back[$"R{milestone}"]);

        var corrected = await calc.EditAsync(marked, "填报", ($"J{green}", "3.1"));
        var (done, taken) = await SendAsync(corrected);
        Assert.Equal(201, (int)taken.StatusCode);
        Assert.Equal("√ 已填报（第 1 次）", new ReportingSheet(done)[$"R{green}"]);
        var report = (await _service.As("LSJ").ReadAsync("targets/JA2018-028/progress")).Items.Single()!;
        Assert.Equal((3.1m, "已建成3.1万平方米"), ((decimal)report["value"]!, (string?)report["narrative"]));
        var nodes = (await _service.As("LSJ").ReadAsync("targets/JA2018-043/progress")).Items.Single()!["nodes"]!;
        Assert.Equal("2018-11-30", (string?)nodes[0]!["forecastOn"]);
    }

    private Task<(byte[] File, HttpResponseMessage Answer)> SendAsync(byte[] workbook) =>
        ReportingSheet.SendAsync(_service.As("LSJ"), workbook, "?signatory=张三");
}
