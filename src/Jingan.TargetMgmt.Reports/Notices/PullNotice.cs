using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>GET /reports/{period}.docx: the notice 通报 of an issued report, to be printed.</summary>
internal static class PullNotice
{
    internal static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{period}.docx", Handle)
            .WithName(nameof(PullNotice))
            .WithSummary("The notice of a period's issued report, as a Word document; a draft before, when asked for.")
            .Produces<string>(StatusCodes.Status200OK, WordAnswer.MediaType);

    internal static async Task<IResult> Handle(
        Period period, bool? draft, IProgressFacts progress, IRatingFacts ratings, NoticeTemplate template,
        CancellationToken ct)
    {
        if (await progress.ReadPeriodAsync(period, ct) is not { } government)
        {
            return PeriodReading.NoSuchPeriod(period);
        }

        if (draft == true)
        {
            return ToAnswer(NoticeFacts.DraftOf(government), template);
        }

        return await ratings.ReadIssuedAsync(period, ct) is { } issued
            ? ToAnswer(NoticeFacts.Of(government, issued), template)
            : NotIssued(government);
    }

    private static WordAnswer ToAnswer(NoticeFacts facts, NoticeTemplate template)
    {
        var (plain, chinese) = facts.IsDraft ? ("-draft", "（草稿）") : ("", "");
        return new(
            new($"notice-{facts.Period}{plain}.docx", $"{facts.Period.ToChinese()}目标推进情况通报{chinese}.docx"),
            template.Fill(NoticeContents.Of(facts), facts.IsDraft));
    }

    private static Problem NotIssued(PeriodFacts government)
    {
        var (period, marks) = (government.Period, government.Marks);
        var missing = marks switch
        {
            { OpenedSize: null } => NoticeStage.All,
            { Closed: null } => NoticeStage.All.Skip(1),
            _ => NoticeStage.All.Skip(2),
        };
        return new(ProblemCode.ReportNotIssued, new(
            $"{period.Code} 的评估报告尚未出具，尚缺：{string.Join("、", missing.Select(m => m.Name.Zh))}。"
                + "出具后再取通报；要先核对填报情况，用 ?draft=true 取不含颜色的草稿。",
            $"The evaluation report of {period.Code} is not issued; what is missing: "
                + $"{string.Join(", ", missing.Select(m => m.Name.En))}. Ask again when it is; ?draft=true gives a "
                + "draft without colours."))
        {
            Extensions = new Dictionary<string, object?>
            {
                ["missing"] = missing.Select(m => m.Code).ToList(),
                ["closesOn"] = period.ClosesOn,
                ["issuableFrom"] = marks.IssuableFrom,
            },
        };
    }
}
