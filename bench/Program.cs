using System.Globalization;
using LiveShop.Bench;
using LiveShop.Bench.Load;
using LiveShop.Bench.Servers;

// The benchmark is one program in three roles: it starts itself as the load generator and as two of the peers.
switch (args)
{
    case ["load", var spec]:
        return LoadGenerator.Run(spec);
    case ["serve", var peer, var url, var pins]:
        PeerStream.Pins = int.Parse(pins, CultureInfo.InvariantCulture);
        var builder = WebApplication.CreateBuilder(["--urls", url]);
        builder.Logging.ClearProviders();
        await (peer == "limit" ? LimitPeer.RunAsync(builder) : SignalRPeer.RunAsync(builder));
        return 0;
    default:
        return await Benchmark.RunAsync(Options.Of(args));
}
