using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>What is left to do once an installation is made.</summary>
internal static class NextSteps
{
    public static IEnumerable<Text> Of(SetupAnswers answers, string configuration)
    {
        foreach (var side in answers.Sides.Where(_ => answers.Engine != SetupAnswers.Sqlite))
        {
            yield return new(
                $"接下来以建表用户执行：jtm migrate --side {side} --engine {answers.Engine} --connection-file …",
                $"next, with the login that may make tables: jtm migrate --side {side} --engine {answers.Engine} "
                    + "--connection-file …");
        }

        List<string> elsewhere = [.. ((IEnumerable<string>)[answers.KeyFolder, answers.EvidenceFolder,
            answers.HighWaterFolder]).Where(f => Path.GetRelativePath(answers.Storage, f).StartsWith("..",
            StringComparison.Ordinal)).Distinct()];
        if (elsewhere.Count > 0)
        {
            var line = $"ReadWritePaths={string.Join(' ', elsewhere)}";
            yield return new(
                $"数据文件夹之外的文件夹须在 systemd 单元的补充文件中写明：{line}",
                $"folders outside the data folder, for a drop-in of the systemd unit: {line}");
        }

        if (answers.Side is not null)
        {
            yield return new(
                $"请把 service 令牌交给另一侧，并把对方的令牌放入 {answers.FactsTokenFile}。",
                $"hand the service token to the other side, and put theirs into {answers.FactsTokenFile}.");
        }

        yield return new(
            $"然后启动服务（--config {configuration}；Debian：systemctl start jingan-targetmgmt），再执行 jtm doctor。",
            $"then start the service (--config {configuration}; Debian: systemctl start jingan-targetmgmt) and run "
                + "jtm doctor.");
    }
}
