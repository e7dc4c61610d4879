using Jingan.TargetMgmt.Web;
using Jingan.TargetMgmt.Web.Keys;
using Jingan.TargetMgmt.Web.Provider;
using Jingan.TargetMgmt.Web.Sessions;
using Jingan.TargetMgmt.Web.Wire;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Services.AddSingleton<ServiceClock>()
    .AddSingleton<TimeProvider>(services => services.GetRequiredService<ServiceClock>());
builder.Services.AddSingleton(Origins.Of(builder.Configuration, new(builder.HostEnvironment.BaseAddress)));
builder.Services.AddSingleton(services => new AppVersion(
    services.GetRequiredService<Browser>().AppVersion, new(builder.HostEnvironment.BaseAddress)));
builder.Services.AddSingleton<Browser>().AddSingleton<Session>().AddSingleton<ServiceClient>()
    .AddSingleton<BrowserKeys>();
builder.AddProvider();
var app = builder.Build();
await app.Services.GetRequiredService<ProviderSettings>().LoadAsync(app.Services.GetRequiredService<Browser>());
await app.Services.GetRequiredService<Session>().ResumeAsync();
await app.RunAsync();
