using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Keys;

/// <summary>The file that a new private key goes to.</summary>
internal static class KeyFile
{
    public static Option<string> Option() =>
        CliOption.File("--out",
            new("私钥写到此文件（权限 0600，不覆盖已有文件）", "file for the private key (mode 0600, never overwrites)"), required: true);

    public static void Create(string path, string pem)
    {
        if (!TryCreate(path, pem))
        {
            throw ClientException.Refused(new(
                $"{path} 已存在，不会覆盖；请换一个文件名。", $"{path} exists and is not overwritten; choose another name."));
        }
    }

    /// <summary>Keeps a key in a file of its owner's only, in a folder that is made alike;
    /// false when the file is there.</summary>
    public static bool TryCreate(string path, string pem) =>
        OutputFile.Write(path, () => OwnerOnlyFile.TryCreate(path, Encoding.UTF8.GetBytes(pem)), isSecret: true);

    /// <summary>Keeps a key that signs notes, and shows the public half: what others pin.</summary>
    public static int Create(CommandConsole terminal, string path, string pem, VerifierKey key)
    {
        Create(path, pem);
        if (terminal.IsJson)
        {
            terminal.Write(new JsonObject { ["file"] = path, ["vkey"] = key.ToString() });
            return ExitCode.Done;
        }

        terminal.Write(KeptIn(path));
        terminal.Write(new Text(
            "公钥（vkey），请经可靠途径交给核验者：", "public key (vkey), to be handed to those who verify by a way they trust:"));
        terminal.Write(key.ToString());
        return ExitCode.Done;
    }

    public static Text KeptIn(
        string path) => new($"私钥：{path}（请妥善保管，切勿外传）", $"private key: {path} (keep it safe, give it to nobody)");
}
