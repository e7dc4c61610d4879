using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>The library's help, with what it leaves in English put into the chosen language.</summary>
internal sealed class HelpTexts(HelpAction library) : SynchronousCommandLineAction
{
    // The library's own Chinese has gaps, and its help builder is closed;
    // whole words of the finished page are all there is to hold on to.
    private static readonly (string Library, Text Ours)[] Words =
    [
        ("Description:", new("说明：", "Description:")),
        ("(REQUIRED)", new("（必填项）", "(required)")),
        ("[default: ", new("[默认：", "[default: ")),
        ("[command]", new("[命令]", "[command]")),
        ("[options]", new("[选项]", "[options]")),
    ];

    public override bool ClearsParseErrors => true;

    public static void Translate(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = new Text("显示用法", "show usage").Current;
        help.Action = new HelpTexts((HelpAction)help.Action!);
        root.Options.OfType<VersionOption>().Single().Description = new Text("显示版本", "show the version").Current;
    }

    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var page = new StringWriter(CultureInfo.InvariantCulture);
        configuration.Output = page;
        library.Invoke(parseResult);
        configuration.Output = output;
        output.Write(Words.Aggregate(new StringBuilder(page.ToString()), (text, word) =>
            text.Replace(word.Library, word.Ours.Current)));
        return ExitCode.Done;
    }
}
