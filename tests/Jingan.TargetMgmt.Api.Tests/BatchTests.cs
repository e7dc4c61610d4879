using System.Text;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Many reports at once, from a table or from lines of JSON: by the rules of single ones, all or none, or row
/// by row.</summary>
public abstract class BatchTests(ServiceFactory service) : IDisposable
{
    private const string Lines = "application/x-ndjson";

    private const string Good = """{"targetId":"JA2018-028","period":"2018-06","value":3.1,"narrative":"好","signatory":"张三"}""";

    private const string Roofs = """{"targetId":"JA2018-041","period":"2018-06","value":2,"narrative":"好","signatory":"张三"}""";

    private const string Foreign = """{"targetId":"JA2018-001","period":"2018-06","value":2,"narrative":"好","signatory":"张三"}""";

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task All_lines_are_reports_or_none_is()
    {
        var before = await service.SizesAsync();
        var refused = await SendAsync($"{Good}\n\n{Foreign}\nx\n{Roofs}\n");
        Assert.Equal((409, "batch_refused", "ready rejected rejected ready"),
            (refused.Status, refused.Code, Outcomes(refused)));
        Assert.Equal([1, 3, 4, 5], refused["rows"].AsArray().Select(r => (int)r!["row"]!));
        Assert.Equal("not_your_target invalid_request", string.Join(' ', refused["rows"].AsArray()
            .Select(r => (string?)r!["code"]).OfType<string>()));
        Assert.Equal(before, await service.SizesAsync());

        var taken = await SendAsync($"{Good}\n{Roofs}");
        Assert.Equal((201, "reported reported"), (taken.Status, Outcomes(taken)));
        Assert.Equal(before.Government + 2, (await service.SizesAsync()).Government);
        Assert.NotNull(taken["receipt"]);
    }

    [Fact]
    public async Task Row_by_row_the_faulty_ones_keep_nobody_back()
    {
        var answer = await SendAsync($"{Good}\n{Foreign}", "?mode=rows");
        Assert.Equal((207, "reported rejected"), (answer.Status, Outcomes(answer)));
        Assert.Equal(1, (long)answer["rows"][0]!["revision"]!);
        var none = await SendAsync(Foreign, "?mode=rows");
        Assert.Equal((409, "batch_refused"), (none.Status, none.Code));
    }

    [Fact]
    public async Task The_same_key_gets_the_same_answer_and_stores_nothing_twice()
    {
        var first = await SendAsync(Good, key: "eins");
        var again = await SendAsync(Good, key: "eins");
        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
        Assert.Single((await service.As("LSJ").ReadAsync("targets/JA2018-028/progress")).Items);
    }

    [Fact]
    public async Task A_target_stands_in_a_batch_once()
    {
        var twice = await SendAsync($"{Good}\n{Good}");
        Assert.Equal("rejected rejected", Outcomes(twice));
        var months = await SendAsync($"{Good}\n{Good.Replace("2018-06", "2018-05", StringComparison.Ordinal)}");
        Assert.Equal("rejected rejected", Outcomes(months));
        var drafts = await SendAsync(
            $"{Good}\n{Good.Replace("2018-06", "2018-05", StringComparison.Ordinal)}", "?into=drafts");
        Assert.Equal("drafted drafted", Outcomes(drafts));
    }

    [Fact]
    public async Task What_the_batch_says_as_a_whole_need_not_stand_in_every_row()
    {
        var answer = await SendAsync(
            """{"targetId":"JA2018-028","value":3.1,"narrative":"好"}""", "?period=2018-06&signatory=李四");
        Assert.Equal(201, answer.Status);
        Assert.Equal("李四", (string?)(await service.As("LSJ").ReadAsync("targets/JA2018-028/progress")).Items[0]!["signatory"]);
        var without = await SendAsync("""{"targetId":"JA2018-028","value":3.1,"narrative":"好"}""");
        Assert.Contains("填报期", (string?)without["rows"][0]!["errors"]![0], StringComparison.Ordinal);
    }

    // Case 24, as separated values.
    [Fact]
    public async Task A_clerks_own_table_is_told_cell_by_cell_what_is_wrong()
    {
        var answer = await SendAsync(
            "目标编号,填报期,计量单位,累计值,进展说明\r\nJA2018-028,2018年6月,万平方米,３．１,已建成3.1万平方米\r\n"
                + "JA2018-041,2018-06-30,万平方米,约6,已建成\r\n", "?signatory=张三", "text/csv");
        Assert.Equal((409, "ready rejected"), (answer.Status, Outcomes(answer)));
        var errors = answer["rows"][1]!["errors"]!.AsArray().Select(e => (string)e!).ToList();
        Assert.StartsWith("B3 period：收到“2018-06-30”", errors[0], StringComparison.Ordinal);
        Assert.StartsWith("D3 value：收到“约6”", errors[1], StringComparison.Ordinal);
        var taken = await SendAsync("目标编号,填报期,累计值,进展\nJA2018-028,2018年6月,３．１,好\n", "?signatory=张三", "text/csv");
        Assert.Equal((201, "B2 C2"), (taken.Status, string.Join(' ', taken["readAs"]["cells"]!.AsArray()
            .Select(c => (string?)c!["cell"]))));
    }

    [Fact]
    public async Task Nodes_in_rows_of_their_own_belong_to_their_target_wherever_they_stand()
    {
        var answer = await SendAsync(
            "目标编号,节点编号,完成日期,预计完成日期,进展情况,签发人\nJA2018-043,N1,,2018-12-01,,\nJA2018-028,,,,,\n"
                + "JA2018-043,,,,推进中,张三\n", "?period=2018-06", "text/csv");
        Assert.Equal((201, 1), (answer.Status, (int)answer["blank"]));
        Assert.Equal("4", string.Join(' ', answer["rows"].AsArray().Select(r => $"{r!["row"]}")));
        var wrong = await SendAsync(
            "目标编号,节点编号,完成日期,进展情况,签发人\nJA2018-043,,,推进中,张三\nJA2018-043,N9,2018-06-01,,\n"
                + "JA2018-043,N1,2019-06-01,写错了行,\n", "?period=2018-06", "text/csv");
        var errors = wrong["rows"][0]!["errors"]!.AsArray().Select(e => ((string)e!).Split(' ')[0]);
        Assert.Equal(["D4"], errors);
    }

    [Theory]
    [InlineData("?into=stone", "/into")]
    [InlineData("?mode=perhaps", "/mode")]
    [InlineData("?period=2018", "/period")]
    public async Task What_a_batch_is_to_become_is_one_of_few(string query, string pointer) =>
        Assert.Equal(pointer, (await SendAsync(Good, query)).Pointers.Single());

    [Theory, InlineData(""), InlineData("\n\n"), InlineData("目标编号\n"), InlineData("目标编号,累计值\nJA2018-028,\n")]
    public async Task A_batch_that_says_nothing_is_refused(string text) => Assert.Equal(400, (await SendAsync(
        text, mediaType: text.StartsWith('目') ? "text/csv" : Lines)).Status);

    [Fact]
    public async Task After_the_close_a_row_is_refused_as_a_single_report_is()
    {
        await service.CloseAsync();
        Assert.Equal("period_closed", (string?)(await SendAsync(Good))["rows"][0]!["code"]);
        Assert.Equal(200, (await SendAsync(Good, "?into=drafts")).Status);
    }

    [Fact]
    public async Task Two_at_once_store_both_or_one_after_the_other()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync($"{Good}\n{Roofs}")));
        Assert.All(answers, a => Assert.Equal(201, a.Status));
        Assert.Equal([1, 2, 3, 4], answers.Select(a => (long)a["rows"][0]!["revision"]!).Order());
    }

    private Task<Answer> SendAsync(string text, string query = "", string mediaType = Lines, string? key = null) =>
        service.As("LSJ").SendAsync(HttpMethod.Post, "progress/batch" + query,
            new StringContent(text, Encoding.UTF8, mediaType), key);

    private static string Outcomes(Answer answer) =>
        string.Join(' ', answer["rows"].AsArray().Select(r => (string?)r!["outcome"]));
}

public sealed class SqliteBatchTests() : BatchTests(new SqliteFactory());

public sealed class SqlServerBatchTests() : BatchTests(new SqlServerFactory());
