namespace Jingan.TargetMgmt.Api.Tests.Telemetry;

/// <summary>No other service runs in the process meanwhile: whoever listens to meters and spans hears those of
/// all.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
