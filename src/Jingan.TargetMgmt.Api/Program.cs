using Jingan.TargetMgmt.Api;

if (FileHandles.Fault() is { } tooFew)
{
    Console.Error.WriteLine(UnderSystemd.AsError(tooFew));
    return 1;
}

return await ServiceHost.RunAsync(args);
