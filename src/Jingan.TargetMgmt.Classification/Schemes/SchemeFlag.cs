namespace Jingan.TargetMgmt.Classification.Schemes;

/// <summary>A mark 预警 shown beside the colour, such as "the year's promise will be missed at this pace".
/// It never changes a colour.</summary>
/// <param name="Name">What is shown.</param>
/// <param name="Forecast">When it is shown.</param>
internal sealed record SchemeFlag(string Name, SchemeForecast Forecast);

/// <summary>What the facts let expect of the yearly promise.</summary>
internal enum SchemeForecast
{
    /// <summary>The unit's own forecast, or its pace so far, misses it.</summary>
    Behind,
}
