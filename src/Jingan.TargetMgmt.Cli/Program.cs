using System.Text;

namespace Jingan.TargetMgmt.Cli;

internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        // Chinese must come out right whatever code page the console has.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return JtmCommand.RunAsync(args, Console.Out, Console.Error, TimeProvider.System,
            Environment.GetEnvironmentVariable);
    }
}
