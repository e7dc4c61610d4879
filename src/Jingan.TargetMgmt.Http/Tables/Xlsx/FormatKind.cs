namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>What a number means under its format.</summary>
internal enum FormatKind
{
    /// <summary>A number as its digits.</summary>
    Plain,

    /// <summary>A number of hundredths.</summary>
    Percent,

    /// <summary>A number shown as thousands or tens of thousands: what a person sees is not what is there.</summary>
    Scaled,

    Day,

    /// <summary>A day shown as its year and month.</summary>
    Month,

    DayTime,

    Time,

    /// <summary>A time that runs on past 24 hours.</summary>
    Elapsed,
}
