using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Http.Workbooks;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>The answers to a batch of reports: with a receipt however many rows were taken, and each of them as the
/// marked workbook too.</summary>
internal static class BatchAnswers
{
    /// <summary>The operation.</summary>
    public const string Name = "SubmitBatch";

    private const string Json = "application/json", Refused = "409";

    public static void Describe(Operation operation)
    {
        if (operation.Name != Name)
        {
            return;
        }

        var written = operation.Responses["201"]!["content"]![Json]!;
        foreach (var status in (string[])["200", "201", "207", Refused])
        {
            var content = operation.Responses[status]!["content"]!.AsObject();
            if (status != Refused)
            {
                content[Json] = written.DeepClone();
            }

            content[WorkbookAnswer.MediaType] = new JsonObject { ["schema"] = EvidenceBodies.Binary() };
        }
    }
}
