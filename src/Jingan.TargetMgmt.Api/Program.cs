using Jingan.TargetMgmt.Api;

if (FileHandles.Fault() is { } tooFew)
{
    Console.Error.WriteLine(tooFew);
    return 1;
}

return await ServiceHost.RunAsync(args);
