using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>POST /targets/{id}/progress: one connection reports on its own targets in turn, each time a larger value.
/// The floor takes the same bytes.</summary>
internal sealed class Submission : Exchange
{
    private const int FirstValue = 10_000_000; // all values have eight digits, which are written over

    // 201 bytes of UTF-8; with the next steps the log entry has about 600.
    private const string Narrative = "基准测试用合成填报 (synthetic)：按序时进度推进，本期完成计划工作量，质量和安全情况良好，资金按进度到位，下一步加快收尾，确保全年任务完成。";

    private const string NextSteps = "合成下一步：对照年度目标逐项核对，按月安排剩余工作 (synthetic)";

    private readonly byte[][] _requests;
    private readonly int _valueFromEnd;
    private int _sent;

    public Submission(
        IReadOnlyList<SyntheticTarget> targets, string period, Func<string, string> tokenOf, bool dryRun = false)
    {
        var body = $$"""{"period":"{{period}}","value":{{FirstValue}},"narrative":"{{Narrative}}","nextSteps":"{{NextSteps}}","signatory":"合成签报人"}""";
        _valueFromEnd = Encoding.UTF8.GetByteCount(body.AsSpan(body.IndexOf(
            FirstValue.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        _requests = [.. targets.Select(t => Encoding.UTF8.GetBytes(
            $"POST /api/v1/targets/{t.Id}/progress{(dryRun ? "?dryRun=true" : "")} HTTP/1.1\r\nHost: localhost\r\n"
            + $"Authorization: Bearer {tokenOf(t.Unit)}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"))];
        Expected = dryRun ? 200 : 201;
    }

    public override int Expected { get; }

    /// <summary>One exchange per connection.</summary>
    public static IReadOnlyList<Exchange> For(
        int connections, SyntheticLibrary library, Func<string, string> tokenOf, bool dryRun = false) =>
        [.. Enumerable.Range(0, connections)
            .Select(i => new Submission(library.OfConnection(i, connections), library.Period, tokenOf, dryRun))];

    public override ReadOnlyMemory<byte> Next()
    {
        var request = _requests[_sent % _requests.Length];
        Utf8Formatter.TryFormat(FirstValue + _sent++, request.AsSpan(^_valueFromEnd..), out _);
        return request;
    }
}
