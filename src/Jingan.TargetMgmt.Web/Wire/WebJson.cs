using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Client;

namespace Jingan.TargetMgmt.Web.Wire;

/// <summary>How the app reads and writes JSON: by code that is generated, for what is not used is not loaded.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(Caller))]
[JsonSerializable(typeof(DemoRoles))]
[JsonSerializable(typeof(Page<TodoItem>))]
[JsonSerializable(typeof(Page<UnitName>))]
[JsonSerializable(typeof(Page<PeriodRow>))]
[JsonSerializable(typeof(Page<Draft>))]
[JsonSerializable(typeof(Page<Filed>))]
[JsonSerializable(typeof(Page<Remark>))]
[JsonSerializable(typeof(TargetView))]
[JsonSerializable(typeof(DraftContent))]
[JsonSerializable(typeof(DraftAnswer))]
[JsonSerializable(typeof(SubmitDrafts))]
[JsonSerializable(typeof(SubmittedDrafts))]
[JsonSerializable(typeof(ReportBody))]
[JsonSerializable(typeof(Filed))]
[JsonSerializable(typeof(PeriodOverview))]
[JsonSerializable(typeof(UnchangedLine))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(Page<Owed>))]
[JsonSerializable(typeof(Page<HistoryItem>))]
[JsonSerializable(typeof(SchemeView))]
[JsonSerializable(typeof(Page<WorklistItem>))]
[JsonSerializable(typeof(Page<JsonNode>))]
[JsonSerializable(typeof(RatingWritten))]
[JsonSerializable(typeof(RatingLines))]
[JsonSerializable(typeof(Page<Assessor>))]
[JsonSerializable(typeof(AssessorWritten))]
[JsonSerializable(typeof(Page<Conflict>))]
[JsonSerializable(typeof(ConflictWritten))]
[JsonSerializable(typeof(DrawSample))]
[JsonSerializable(typeof(Sample))]
[JsonSerializable(typeof(ReportWritten))]
public sealed partial class WebJson : JsonSerializerContext;
