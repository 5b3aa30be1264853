using Jiban.Host;
using Jiban.Host.Commands;

if (JibanHost.IsDescribing)
{
    // The build only asks what the API looks like: no store, no keys, no job.
    var nowhere = new JibanHostOptions { Store = null, DataDirectory = Path.GetTempPath() };
    await JibanHost.Build(nowhere).RunAsync();
    return 0;
}

return await CommandLine.RunAsync(args);
