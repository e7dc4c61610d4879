using System.Data.Common;
using Jingan.TargetMgmt.Sql;
using Microsoft.Extensions.Hosting;

namespace Jingan.TargetMgmt.Log.Watching;

/// <summary>Figures that only a database knows, read now and then while somebody listens: whoever collects is answered
/// from memory. While nobody does, nothing is read.</summary>
public abstract class SampledFigures(TimeProvider clock) : BackgroundService
{
    /// <summary>How old a figure gets.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>Whether anybody listens to one of them.</summary>
    protected abstract bool AreWanted { get; }

    protected abstract Task SampleAsync(CancellationToken ct);

    /// <summary>They are not known any more: no figure is better than one of before.</summary>
    protected abstract void Forget();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (; ; await Task.Delay(Every, clock, stoppingToken))
        {
            if (!AreWanted)
            {
                continue;
            }

            try
            {
                await SampleAsync(stoppingToken);
            }
            catch (Exception outage) when (outage is DbException or DoubtException)
            {
                Forget(); // whoever reads or writes tells of it
            }
        }
    }
}
