using System.Text.Json;
using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Reads an evaluation report 评估报告 as it was issued.</summary>
internal static class IssuedDocument
{
    /// <exception cref="ClientException">The bytes are no such document,
    /// so nothing in a log can be compared with them.</exception>
    public static ReportDocument Read(byte[] bytes, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<ReportDocument>(bytes, WireJson.Options)
                ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            throw ClientException.Impossible(new(
                $"{name} 不是评估报告：{fault.Message}", $"{name} is no evaluation report: {fault.Message}"));
        }
    }

    /// <summary>The head of a log that it was issued from; null when it names none, or two.</summary>
    public static LogHead? HeadOf(this ReportDocument document, string log) =>
        document.Logs.Where(l => l.Log == log).ToList() is [var head] ? head : null;
}
