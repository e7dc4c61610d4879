using System.Text;
using Jingan.TargetMgmt.Cli.Terminal;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>A log's verifier key as a file in the folder of what is handed out.</summary>
internal static class VerifierKeyStep
{
    public static SetupStep Of(SetupAnswers answers, string side, string folder)
    {
        var path = Path.Combine(folder, $"{side}.vkey");
        return new(new($"公钥 {path}", $"verifier key {path}"),
            () => File.Exists(path) && File.Exists(answers.KeyFileOf(side))
                && File.ReadAllText(path) == TextOf(answers, side),
            () => DurableFile.Replace(path, Encoding.UTF8.GetBytes(TextOf(answers, side))));
    }

    private static string TextOf(SetupAnswers answers, string side) =>
        LogKeyStep.VerifierKeyOf(answers, side) + "\n";
}
