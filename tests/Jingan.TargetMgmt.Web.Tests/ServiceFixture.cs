namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>A service for all tests of a class.</summary>
public sealed class ServiceFixture : IAsyncLifetime
{
    internal RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
