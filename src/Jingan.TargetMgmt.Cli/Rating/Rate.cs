using System.CommandLine;
using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Cli.Keys;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Cli.Rating;

/// <summary><c>jtm rate</c>: a rating 评定, signed on the assessor's machine; without a target,
/// the list of what is to do.</summary>
internal sealed class Rate
{
    private readonly ServerOptions _server = new();
    private readonly KeyOptions _key = new(required: false);
    private readonly Option<string> _period = CliOption.Period();
    private readonly Option<string> _target = CliOption.Target(required: false);
    private readonly Option<string> _colour = CliOption.Of(
        "--colour", new("评定颜色代码", "the colour, a code of the scheme"), "code");
    private readonly Option<string> _rationale = CliOption.Of("--rationale", new("评定理由", "why"), "text");
    private readonly Option<string> _divergenceCode = CliOption.Of("--divergence-code", new(
        "与建议颜色不同时的理由代码", "reason code where the colour differs from the suggestion"), "code");
    private readonly Option<string> _divergenceReason = CliOption.Of(
        "--divergence-reason", new("与建议颜色不同时的说明", "the same in words"), "text");
    private readonly Option<bool> _supersede = CliOption.Flag(
        "--supersede", new("替代已有评定；须有 --reason", "replace the rating in force; needs --reason"));
    private readonly Option<string> _reason = CliOption.Of("--reason", new("替代的原因", "why it is replaced"), "text");
    private readonly Option<bool> _secondMark = CliOption.Flag("--second-mark",
        new("复评：对抽中的目标独立作第二次评定", "mark a sampled target a second time, without knowing the first mark"));
    private readonly Option<string> _evidence = CliOption.File("--evidence", new(
        "自行收集的佐证（JSON 数组：kind、note，可有 at、source、file）",
        "evidence of your own (a JSON array: kind, note, and if need be at, source, file)"));
    private readonly Option<string> _versionReason = CliOption.Of("--version-reason", new(
        "按目标的最新版本评定（而非计入本期的版本）的理由",
        "judge by the target's newest version, not by the one that counts for the period, and why"), "text");
    private readonly Option<string> _basis = CliOption.Of("--basis", new(
        "依据认定值，或关闭后补报的某次填报：其政府日志序号",
        "judge a certified value, or a report filed since the close: its index in the government log"), "index")
        .Checked(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            new("须为整数", "must be a whole number"));
    private readonly Option<bool> _dryRun = CliOption.DryRun();

    public static Command Create(CommandConsole terminal)
    {
        var rate = new Rate();
        var command = CliOption.Command("rate", new(
            "评定一项目标并在本机签名；不给 --target 与 --colour 则列出工作清单",
            "rate a target, signed on this machine; without --target and --colour, list what is to do"),
            rate._period, rate._target, rate._colour, rate._rationale, rate._divergenceCode,
            rate._divergenceReason, rate._evidence, rate._versionReason, rate._basis, rate._supersede, rate._reason,
            rate._secondMark, rate._key.Key, rate._key.Kid,
            rate._dryRun, rate._server.Server, rate._server.Token, RateFile.Create(terminal));
        command.SetAction((parsed, ct) => rate.RunAsync(parsed, terminal, ct));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole terminal, CancellationToken ct)
    {
        var period = parsed.GetRequiredValue(_period);
        if (parsed.GetValue(_target) is null && parsed.GetValue(_colour) is null)
        {
            using var reader = _server.Connect(parsed, terminal);
            return await WorklistTable.ShowAsync(reader, period, terminal, ct);
        }

        RequireTogether(parsed);
        using var key = _key.Load(parsed);
        using var client = _server.Connect(parsed, terminal);
        var item = await Worklist.FindAsync(client, period, parsed.GetRequiredValue(_target), ct);
        item = parsed.GetValue(_versionReason) is null ? item : item.UnderNewestVersion();
        item = parsed.GetValue(_basis) is { } later
            ? item.OnNamed(long.Parse(later, CultureInfo.InvariantCulture))
            : item;
        RequireIntent(item, parsed.GetValue(_supersede), parsed.GetValue(_secondMark));
        var judgement = JudgementOf(parsed);
        var jws = key.Sign(RatingPayload.Of(await Statements.OriginAsync(client, ct), period, item, judgement,
            terminal.Now, parsed.GetValue(_secondMark)));

        // Read before the rating is sent: what comes after it must not fail.
        var names = terminal.IsJson
            ? null
            : await WorklistNames.ReadAsync(client, period, item.TargetId, item.Scheme, ct);
        var answer = await client.PostAsync("ratings", CompactJws.MediaType, Encoding.ASCII.GetBytes(jws),
            parsed.GetValue(_dryRun), ct);
        var (colour, suggested) = (names?.OfColour(judgement.Colour), names?.OfColour(item.Suggestion?.Colour));
        return answer.ReportWrite(terminal, new Text(
            $"{item.TargetId} {period}：{colour}（建议 {suggested}，办法 {item.Scheme}）",
            $"{item.TargetId} {period}: {colour} (suggested {suggested}, scheme {item.Scheme})"),
            names is null ? [] : WorklistTable.Describe(item, names));
    }

    private void RequireTogether(ParseResult parsed)
    {
        Option<string>[] needed = parsed.GetValue(_supersede)
            ? [_target, _colour, _rationale, _key.Key, _reason]
            : [_target, _colour, _rationale, _key.Key];
        if (needed.Where(o => parsed.GetValue(o) is null).Select(o => o.Name).ToArray() is { Length: > 0 } missing)
        {
            throw ClientException.Impossible(new(
                $"缺少 {string.Join("、", missing)}。用法见 jtm rate --help",
                $"missing: {string.Join(", ", missing)}. Usage: jtm rate --help"));
        }

        if (parsed.GetValue(_divergenceCode) is null != parsed.GetValue(_divergenceReason) is null)
        {
            throw ClientException.Impossible(new("--divergence-code 与 --divergence-reason 须同时给出。",
                "--divergence-code and --divergence-reason go together."));
        }

        if (parsed.GetValue(_reason) is not null && !parsed.GetValue(_supersede))
        {
            throw ClientException.Impossible(new(
                "--reason 是替代的原因，须与 --supersede 同时给出；评定理由用 --rationale。",
                "--reason says why a rating is replaced and goes with --supersede; for the rating itself use "
                    + "--rationale."));
        }
    }

    private static void RequireIntent(WorklistItem item, bool isSuperseding, bool isSecondMark)
    {
        if (isSecondMark)
        {
            return; // what stands in its way, the service knows
        }

        if (item.Rating is { } rating && !isSuperseding)
        {
            throw ClientException.Refused(new(
                $"{item.TargetId} 本期已评定{(rating.Colour is null ? "" : $"为 {rating.Colour}")}（序号 "
                    + $"{rating.Index}）；确要替代，请加 --supersede 与 --reason。",
                $"{item.TargetId} is rated {rating.Colour ?? "(sealed)"} (index {rating.Index}) already; to replace "
                    + "that, add --supersede and --reason."));
        }

        if (item.Rating is null && isSuperseding)
        {
            throw ClientException.Refused(new(
                $"{item.TargetId} 本期尚无评定，无可替代；请去掉 --supersede 与 --reason。",
                $"{item.TargetId} is not rated yet, there is nothing to replace; leave out --supersede and --reason."));
        }
    }

    private Judgement JudgementOf(ParseResult parsed) => new(
        parsed.GetRequiredValue(_colour), parsed.GetRequiredValue(_rationale),
        parsed.GetValue(_divergenceCode) is { } code ? new(code, parsed.GetRequiredValue(_divergenceReason)) : null,
        parsed.GetValue(_reason), parsed.GetValue(_evidence) is { } evidence ? EvidenceFile.Read(evidence) : null,
        parsed.GetValue(_versionReason));
}
