using System.Globalization;
using LiveShop.Bench.Load;
using LiveShop.Bench.Report;
using LiveShop.Bench.Servers;

namespace LiveShop.Bench;

/// <summary>Runs all parts, and in each part all contestants in turn.</summary>
internal sealed class Benchmark(Options options, Plan plan)
{
    private const ulong OpenFiles = 65_536;
    private static readonly LoadSpec Empty = new("", "", 0, 0, null);

    private readonly List<Measurement> measurements = [];

    public static async Task<int> RunAsync(Options options)
    {
        if (!OperatingSystem.IsLinux())
        {
            await Console.Error.WriteLineAsync("The benchmark needs Linux: its load generator uses epoll.");
            return 1;
        }

        if (Libc.AllowFiles(OpenFiles) is var allowed and < 12_000)
            Console.WriteLine($"Only {allowed} files may be open: with 5,000 customers this will not do.");
        if (!options.NoBuild)
            await Build.PrepareAsync();
        var machine = await Machine.LookAsync();
        var benchmark = new Benchmark(options, options.Quick ? Plan.Quick : Plan.Full);
        await benchmark.MeasureAsync();
        var name = options.Name ?? (options.Quick ? "quick" : "results");
        await ResultFiles.WriteAsync(new(machine, name, options.Quick, benchmark.measurements));
        return 0;
    }

    private async Task MeasureAsync()
    {
        var changes = Empty with { Scenario = "changes", Rate = Plan.Rate };
        foreach (var customers in plan.Customers)
            await TakeAsync('a', Count(customers, "customer"), changes with { Customers = customers, Changes = plan.Changes });
        var burst = Empty with { Customers = plan.BurstCustomers, Changes = plan.BurstChanges };
        await TakeAsync('b', Goal.Burst, burst with { Scenario = "burst" });
        await TakeAsync('b', Goal.Steps, burst with { Scenario = "steps" });

        var pins = Empty with { Scenario = "pins", Seconds = plan.RequestSeconds };
        await TakeAsync('c', "1 admin", pins, HasState);
        await TakeAsync('c', "16 admins, one stream", pins with { Admins = Plan.ManyAdmins }, HasState);
        await TakeAsync('c', "16 admins, 16 streams", pins with { Admins = Plan.ManyAdmins, OwnStreams = true }, HasState);

        var reads = Empty with { Scenario = "reads", Seconds = plan.RequestSeconds };
        await TakeAsync('d', "200", reads, HasState);
        await TakeAsync('d', "304", reads with { Conditional = true }, HasState);

        await TakeAsync('e', Count(plan.Crowd, "customer"), Empty with { Scenario = "crowd", Customers = plan.Crowd });

        var spread = changes with { Customers = plan.SpreadCustomers, Changes = plan.SpreadChanges };
        foreach (var streams in plan.Streams)
            await TakeAsync('f', Count(streams, "stream"), spread with { Streams = streams }, Compared);
        foreach (var pinned in plan.Pins)
            await TakeAsync('f', Count(pinned, "pin"), spread with { Pins = pinned }, Compared);

        await OrderAsync(products: 1);
        await OrderAsync(products: Plan.Buyers);
    }

    /// <summary>A piece fewer of each product than its customers order, so that the last checkout of each is refused.</summary>
    private Task OrderAsync(int products)
    {
        var buyersEach = Plan.Buyers / products;
        return TakeAsync('g', $"{Plan.Buyers} buyers of {Count(products, "product")}", Empty with
        {
            Scenario = "checkouts",
            Customers = Plan.Buyers,
            Products = products,
            Checkouts = plan.Checkouts,
            Stock = buyersEach * (plan.Checkouts - 1),
        }, TakesOrders);
    }

    private static bool TakesOrders(Contestant contestant) => contestant.IsForOrders || contestant == Contestant.LiveShop;

    private static bool HasState(Contestant contestant) => contestant.Protocol is "liveshop" || contestant.IsNode;

    private static bool Compared(Contestant contestant) => contestant.Name is "liveshop" or "old-design" or "limit";

    private async Task TakeAsync(char part, string name, LoadSpec spec, Func<Contestant, bool>? which = null)
    {
        if (!options.Has(part))
            return;

        foreach (var contestant in Contestant.All.Where(contestant => options.Has(contestant) && (which?.Invoke(contestant) ?? !contestant.IsForOrders)))
        {
            if (contestant == Contestant.Nchan && !Build.HasNchan)
                continue;
            try
            {
                var taken = await Measuring.TakeAsync(part, name, contestant, spec);
                measurements.Add(taken);
                Console.WriteLine(Tables.Line(taken));
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // A server that fails under the load is a result too, and the others are still measured.
                Console.WriteLine($"({part}) {name}: {contestant.Name} failed: {failure.Message}");
            }
        }
    }

    private static string Count(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}{(number == 1 ? "" : "s")}");
}
