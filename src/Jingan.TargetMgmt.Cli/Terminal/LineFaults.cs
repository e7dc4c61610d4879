using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>What is wrong with the lines of a file. All of them are told at once:
/// whoever mends a file wants to mend it in one go.</summary>
internal sealed class LineFaults(string path)
{
    private readonly List<(int Line, string What)> _faults = [];
    private FailureKind _worst = FailureKind.Refused;

    /// <summary>A line that is not of the form asked for.</summary>
    public void AddUnreadable(int line, string what)
    {
        _worst = FailureKind.Impossible;
        _faults.Add((line, what));
    }

    /// <summary>A line that cannot be carried out.</summary>
    public void Add(int line, ClientException failure)
    {
        _worst = failure.Kind > _worst ? failure.Kind : _worst;
        _faults.AddRange(failure.Details.Count == 0
            ? [(line, failure.Message)]
            : failure.Details.Select(detail => (line, detail)));
    }

    /// <exception cref="ClientException">A line has a fault.</exception>
    /// <param name="form">What a line has to be; said where one is not of that form.</param>
    public void ThrowIfAny(Text form)
    {
        if (_faults.Count == 0)
        {
            return;
        }

        var lines = _faults.Select(f => f.Line).Distinct().Count();
        var head = new Text($"{path} 有 {lines} 行有误，未提交任何内容：", $"{path} has {lines} faulty line(s), nothing was sent:");
        throw new ClientException(_worst, head.Current)
        {
            Details =
            [
                .. _faults.OrderBy(f => f.Line)
                    .Select(f => new Text($"第 {f.Line} 行：{f.What}", $"line {f.Line}: {f.What}").Current),
                .. _worst == FailureKind.Impossible ? [form.Current] : (string[])[],
            ],
        };
    }
}
