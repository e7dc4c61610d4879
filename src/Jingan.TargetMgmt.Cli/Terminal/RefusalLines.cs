using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>A service's refusal as it is printed.</summary>
internal static class RefusalLines
{
    private static readonly HashSet<string> SaidAlready =
    [
        "type", "title", "status", "code", "detail", "instance", "traceId", "errors", "rows",
    ];

    /// <summary>One line with the code, then what it is about; the problem itself on the output for programs.</summary>
    /// <param name="withErrors">Whether the faulty members are told;
    /// false where they have been told by other names.</param>
    public static int Report(this CommandConsole terminal, ServerRefusal refusal, bool withErrors = true)
    {
        var answer = refusal.Answer;
        var problem = answer.TryToObject();
        if (problem is null)
        {
            terminal.WriteError(new Text(
                $"服务答复 HTTP {answer.Status}，没有说明；请核对 --server。",
                $"the service answered HTTP {answer.Status} without a reason; check --server.").Current);
        }
        else
        {
            terminal.WriteError($"{answer.Status} {problem["code"]}: {problem["title"]} {problem["detail"]}".TrimEnd());
            Explain(problem, withErrors, terminal);
            if (terminal.IsJson)
            {
                terminal.Output.WriteLine(answer.AsText);
            }
        }

        return answer.Status is >= 400 and < 500 ? ExitCode.Refused : ExitCode.Impossible;
    }

    private static void Explain(JsonObject problem, bool withErrors, CommandConsole terminal)
    {
        foreach (var (pointer, messages) in withErrors ? problem["errors"] as JsonObject ?? [] : [])
        {
            var said = messages is JsonArray several
                ? string.Join("; ", several.Select(m => m?.ToString()))
                : messages?.ToString();
            terminal.WriteDetail($"{pointer}: {said}");
        }

        RefusalMembers.Write(problem, SaidAlready, terminal);
    }
}
