namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>A service for all tests that leave it as they found it, but for what they add.</summary>
public sealed class ServiceFixture : IAsyncLifetime
{
    internal RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
