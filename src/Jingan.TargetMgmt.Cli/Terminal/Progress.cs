using System.CommandLine;
using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>How far a long job has got, on the error stream: for people who watch, never in a script's way.</summary>
internal sealed class Progress(CommandConsole terminal, bool isShown, long total)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly long _begun = terminal.Clock.GetTimestamp();
    private TimeSpan _next = Pause;
    private int _width;

    public static Option<bool> Option() =>
        CliOption.Flag("--progress", new("显示进度（终端上默认显示）", "show progress (on a terminal it is shown anyway)"));

    public void Advance(long done)
    {
        var elapsed = terminal.Clock.GetElapsedTime(_begun);
        if (!isShown || (elapsed < _next && done < total))
        {
            return;
        }

        _next = elapsed + Pause;
        var perSecond = done / Math.Max(elapsed.TotalSeconds, 0.001);
        var left = (total - done) / Math.Max(perSecond, 1);
        var line = new Text(
            string.Create(CultureInfo.InvariantCulture, $"{done:N0} / {total:N0} 条，每秒 {perSecond:N0} 条，剩余 {left:N0} 秒"),
            string.Create(CultureInfo.InvariantCulture,
                $"{done:N0} of {total:N0}, {perSecond:N0} a second, {left:N0} s left")).Current;

        // On a terminal each line takes the place of the one before it.
        terminal.Error.Write(terminal.IsWatched
            ? "\r" + line.PadRight(_width) + (done < total ? "" : Environment.NewLine)
            : line + Environment.NewLine);
        _width = line.Length;
    }
}
