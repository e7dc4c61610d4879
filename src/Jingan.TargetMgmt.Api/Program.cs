using Jingan.TargetMgmt.Api;

return await ServiceHost.RunAsync(args);
