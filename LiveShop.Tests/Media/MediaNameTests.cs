using LiveShop.Core.Media;

namespace LiveShop.Tests.Media;

public sealed class MediaNameTests
{
    private const string Name = "aZ09_-aZ09_-aZ09_-aZ09.webp";
    private const string OldName = "0123456789abcdef0123456789abcdef.webp";

    [Fact]
    public void Pictures_of_the_same_content_have_one_name()
    {
        Assert.Equal(MediaName.Of("a"u8), MediaName.Of("a"u8));
        Assert.NotEqual(MediaName.Of("a"u8), MediaName.Of("b"u8));
        Assert.Matches("^[0-9A-Za-z_-]{22}[.]webp$", MediaName.Of("a"u8));
        Assert.True(MediaName.IsValid(MediaName.Of("a"u8)));
    }

    [Fact]
    public void Names_in_hexadecimal_digits_of_pictures_that_were_uploaded_earlier_stay_valid()
    {
        Assert.True(MediaName.IsValid(OldName));
        Assert.Equal(OldName, MediaName.In(MediaName.AddressOf(OldName)));
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("."), InlineData(".."), InlineData("../liveshop.db"), InlineData(Name + "\n")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF.webp"), InlineData("0123456789abcdef0123456789abcde.webp")]
    [InlineData("a" + Name), InlineData("aZ09_-aZ09_-aZ09_-aZ0.webp"), InlineData("aZ09_-aZ09_-aZ09_-aZ0+.webp"), InlineData("aZ09_-aZ09_-aZ09_-aZ09.png")]
    [InlineData(Name + ".unused"), InlineData("a/" + Name), InlineData("0123456789abcdef0123456789abcdef.png")]
    public void Any_other_text_is_no_name_of_a_picture(string? text) => Assert.False(MediaName.IsValid(text));

    [Theory]
    [InlineData("/api/media/" + Name), InlineData("https://shop.example/api/media/" + Name)]
    [InlineData("/shop/api/media/" + Name + "?v=1#top")]
    public void The_name_of_a_picture_is_found_in_its_address_on_any_host(string address) => Assert.Equal(Name, MediaName.In(address));

    [Theory]
    [InlineData(null), InlineData("/images/mug.svg"), InlineData("/api/media/")]
    [InlineData("/api/media/" + Name + "x"), InlineData("/media/" + Name)]
    public void An_address_of_something_else_holds_no_name(string? address) => Assert.Null(MediaName.In(address));
}
