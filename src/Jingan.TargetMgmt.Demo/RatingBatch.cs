using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Demo;

/// <summary>The sending of several signed ratings in one request, one a line.</summary>
internal static class RatingBatch
{
    /// <summary>The most ratings in one request: well within what the service takes.</summary>
    public const int MostLines = 200;

    /// <exception cref="ClientException">The service refused a line; it may have taken others.</exception>
    public static async Task SendAsync(ApiClient evaluator, IReadOnlyList<string> signed, CancellationToken ct)
    {
        foreach (var line in await RatingUpload.PostAsync(evaluator, signed, isDryRun: false, ct))
        {
            if (line?["problem"] is { } problem)
            {
                throw ClientException.Refused(new(
                    $"第 {line["line"]} 行评定被拒绝：{problem["code"]} {problem["detail"]} 其余各行可能已保存；再次运行即可继续。",
                    $"rating {line["line"]} was refused: {problem["code"]} {problem["detail"]} Others may be stored; "
                        + "run the command again to go on."));
            }
        }
    }
}
