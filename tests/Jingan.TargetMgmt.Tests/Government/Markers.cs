using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>Marks periods as the service does, with its defaults.</summary>
internal static class Markers
{
    public static PeriodMarker MarkerOf(this GovernmentDb db) => new(db, Options.Create(new ReportingOptions()));
}
