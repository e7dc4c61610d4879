using System.Text;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>POST /targets/{id}/progress: one report on each target for each period, once, whichever connection comes
/// next; every one claims to be green.</summary>
internal sealed class YearOfReports(
    IReadOnlyList<SyntheticTarget> targets, IReadOnlyList<string> periods, Func<string, string> tokenOf) : Exchange
{
    private const int PerPeriod = 7_500_000; // a twelfth of the target value

    private int _sent = -1;

    public override int Expected => 201;

    public override ReadOnlyMemory<byte> Next()
    {
        var sent = Interlocked.Increment(ref _sent);
        var (target, month) = (targets[sent % targets.Count], sent / targets.Count);
        var value = (month + 1) * PerPeriod / 100 * (80 + (sent * 7 % 40));
        var body = $$"""{"period":"{{periods[month]}}","value":{{value}},"narrative":"基准测试用合成填报 (synthetic)：按序时进度推进。","signatory":"合成签报人","selfColour":"green"}""";
        return Encoding.UTF8.GetBytes(
            $"POST /api/v1/targets/{target.Id}/progress HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
            + $"Bearer {tokenOf(target.Unit)}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }
}
