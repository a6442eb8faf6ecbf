using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class CustomersViewTests
{
    [Fact]
    public void Customers_see_the_active_pins_numbered_without_gaps()
    {
        var stream = LiveStreamWith("a", "b", "c", "d").SetActive("a", false, By(Ann)).State().SetActive("c", false, By(Ann)).State();

        Assert.Equal([("b", 0), ("d", 1)], stream.PinsForCustomers.Select(pin => (pin.ProductId, pin.DisplayOrder)));
        Assert.Equal([0, 1, 2, 3], stream.PinnedProducts.Select(pin => pin.DisplayOrder));
    }

    [Fact]
    public void Customers_see_no_pins_unless_the_stream_is_live()
    {
        var live = LiveStreamWith("a");

        Assert.Empty(ScheduledStream("a").PinsForCustomers);
        Assert.Single(live.PinsForCustomers);
        Assert.Empty(live.Stop(By(Ann)).State().PinsForCustomers);
    }
}
