using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>An installation in a folder of its own, made from a file of answers.</summary>
internal sealed class SetupCase : IDisposable
{
    private readonly JsonObject _answers;

    public SetupCase()
    {
        _answers = new()
        {
            ["governmentOrigin"] = "targets.example.gov.cn/government",
            ["evaluationOrigin"] = "targets.example.gov.cn/evaluation",
            ["storage"] = PathOf("data"),
        };
        Answer(_ => { });
    }

    public Jtm Jtm { get; } = new();

    public string Folder => Path.GetDirectoryName(Jtm.PathOf("x"))!;

    public JsonNode Settings => JsonNode.Parse(Read("etc/appsettings.json"))!;

    public string PathOf(string name) => Jtm.PathOf(name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Answers otherwise.</summary>
    public void Answer(Action<JsonObject> change)
    {
        change(_answers);
        File.WriteAllText(PathOf("answers.json"), _answers.ToJsonString());
    }

    public Task<Run> RunAsync(params string[] more) => Jtm.RunAsync(
        ["setup", "--config", PathOf("etc/appsettings.json"), "--from", PathOf("answers.json"), .. more]);

    /// <summary>Every file with its content.</summary>
    public SortedDictionary<string, string> Contents() => new(
        Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetRelativePath(Folder, f), f => Convert.ToHexString(File.ReadAllBytes(f))),
        StringComparer.Ordinal);

    /// <summary>Gives a file or folder the mode, in octal digits; nothing where there are no modes.</summary>
    public static void SetMode(string path, string octal)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(octal, 8));
        }
    }

    /// <summary>Its mode, in octal digits; null where there are no modes.</summary>
    public static string? ModeOf(string path) =>
        OperatingSystem.IsWindows() ? null : Convert.ToString((int)File.GetUnixFileMode(path), 8);

    public void Dispose() => Jtm.Dispose();
}
