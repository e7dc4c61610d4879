using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>What a command has of the outside world: results go to <c>output</c>,
/// everything about failure to <c>error</c>.</summary>
internal sealed partial class CommandConsole(
    TextWriter output, TextWriter error, TimeProvider clock, Func<string, string?> environment,
    TextReader input)
{
    /// <summary>What people type to run it.</summary>
    public const string ToolName = "jtm";

    /// <summary>What somebody types in answer to a question.</summary>
    public TextReader Input => input;

    public TextWriter Output => output;

    public TextWriter Error => error;

    public TimeProvider Clock => clock;

    /// <summary>Whether somebody watches the error stream as it is written.</summary>
    public bool IsWatched => ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Whether results are for programs (<c>--json</c>).</summary>
    public bool IsJson { get; set; }

    /// <summary>An environment variable; null when unset or empty.</summary>
    public string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;

    public void Write(Text text) => Write(text.Current);

    public void Write(string line) => output.WriteLine(Printable(line));

    public void Write(JsonNode json) => output.WriteLine(json.ToJsonString(WireJson.Options));

    /// <summary>The items of a list as one JSON array.</summary>
    public void WriteList(IEnumerable<JsonNode> items) => Write(new JsonArray([.. items.Select(i => i.DeepClone())]));

    public void WriteError(string line) => error.WriteLine("jtm: " + Printable(WithoutSecrets(line)));

    /// <summary>Further lines under a complaint.</summary>
    public void WriteDetail(string line) => error.WriteLine("  " + Printable(WithoutSecrets(line)));

    /// <summary>Says on the error stream how what was asked for has failed.</summary>
    /// <returns>The exit code.</returns>
    public int Report(ClientException failure)
    {
        WriteError(failure.Message);
        foreach (var detail in failure.Details)
        {
            WriteDetail(detail);
        }

        return ExitCode.Of(failure.Kind);
    }

    // Texts of others reach the screen here; an escape sequence or a line break among them could pass for ours.
    internal static string Printable(string text) =>
        string.Concat(text.Select(c => char.GetUnicodeCategory(c) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? ' ' : c));

    // A token typed in the wrong place must not end up in a build log by way of the usage error.
    private static string WithoutSecrets(string text) => Secret().Replace(text, "jtm_…");

    [GeneratedRegex("jtm_[0-9a-fA-F]{8,}")]
    private static partial Regex Secret();
}
