using System.Net;
using System.Text.RegularExpressions;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>What keeps the registry: the page of a component, its label, its tag, the grid it stands in and the classes it is of.</summary>
public sealed partial class ComponentPageTests
{
    [Fact]
    public async Task The_page_of_a_component_tells_every_attribute_and_what_happened_and_its_label_leads_to_its_tag()
    {
        var office = pages.Host.City.Units.Single(unit => unit.Name == Office);
        var (lon, lat) = pages.Host.Inside();
        var (id, code) = await pages.Host.EnterAsync(
            "01013",
            "三号消火栓",
            (lon + 5e-4, lat + 5e-4),
            ("authority", office),
            ("owner", office)
        );
        var desk = await KeeperAsync($"/desk/components/{id}");
        await desk.GetByRole(AriaRole.Button, new() { Name = "修改属性" }).ClickAsync();
        await FillAsync("位置", "潞湾大街北侧");
        await FillAsync("材质", "铸铁");
        await FillAsync("备注", "接口已更换");
        await desk.GetByRole(AriaRole.Spinbutton, new() { Name = "高程" }).FillAsync("23.5");
        await desk.GetByText("占用盲道").ClickAsync();
        await PagesHost.IsAccessibleAsync(desk);
        await SaveAsync();
        foreach (
            var told in new[]
            {
                "潞湾大街北侧",
                "铸铁",
                "接口已更换",
                "23.5 米（1985国家高程基准）",
            }
        )
        {
            await Expect(desk.GetByText(told).First).ToBeVisibleAsync();
        }

        await desk.GetByRole(AriaRole.Button, new() { Name = "改状态" }).ClickAsync();
        await desk.GetByLabel("状态", new() { Exact = true }).ClickAsync();
        await desk.GetByTitle("破损", new() { Exact = true }).ClickAsync();
        await FillAsync("理由", "被车撞歪");
        await SaveAsync();
        var changes = desk.GetByRole(AriaRole.Row).Filter(new() { HasText = "状态变更" });
        await Expect(changes).ToContainTextAsync("被车撞歪");
        await Expect(
                desk.GetByRole(AriaRole.Row)
                    .Filter(new() { HasText = "修改：位置、材质、高程、占用盲道、备注" })
            )
            .ToContainTextAsync("市受理中心");
        await PagesHost.IsAccessibleAsync(desk);
        await ShowAsync(desk, "component");

        // Its label: found by the filter of the list, printed without the desk around it.
        await desk.GotoAsync(
            new Uri(pages.Host.Address, "/desk/components?classCode=01013").ToString()
        );
        await desk.GetByRole(AriaRole.Link, new() { Name = "打印标牌" }).ClickAsync();
        var label = desk.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "三号消火栓" });
        await Expect(label.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(desk);
        await ShowAsync(desk, "labels");
        await desk.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "打印" })).ToBeHiddenAsync();
        await Expect(desk.GetByRole(AriaRole.Navigation).First).ToBeHiddenAsync();
        await Expect(label).ToBeVisibleAsync();
        Assert.Equal(
            "rgb(0, 0, 0) rgb(0, 0, 0)",
            await label.EvaluateAsync<string>(
                "one => `${getComputedStyle(one.querySelector('path')).fill} ${getComputedStyle(one.querySelector('.label-code span')).color}`"
            )
        );
        await ShowAsync(desk, "labels-print");

        // Anybody who scans it: what it is, whose, and a fault in two touches.
        var phone = await pages.PhoneAsync();
        await phone.GotoAsync(new Uri(pages.Host.Address, $"/tag/{code}").ToString());
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "消防设施" }))
            .ToBeVisibleAsync();
        await Expect(phone.GetByText("潞湾大街北侧")).ToBeVisibleAsync();
        await Expect(phone.GetByText("工作人员可见")).ToHaveCountAsync(0);
        await PagesHost.IsAccessibleAsync(phone);
        await ShowAsync(phone, "tag");
        await phone.GetByRole(AriaRole.Button, new() { Name = "破损、缺失" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交", Exact = true }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "已经收到" }))
            .ToBeVisibleAsync();

        // Whoever works for the city and is signed in: what happened to it, and a measurement recorded on the spot.
        await pages.SignInAsync(phone, "/field/", Role.Inspector, Office);
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "今天", Exact = true }))
            .ToBeVisibleAsync();
        await phone.GotoAsync(new Uri(pages.Host.Address, $"/tag/{code}").ToString());
        var staff = phone.GetByRole(AriaRole.Region, new() { Name = "工作人员可见" });
        await Expect(staff.GetByText("被车撞歪")).ToBeVisibleAsync();
        await Expect(phone.GetByText("这个部件的问题已有人反映")).ToBeVisibleAsync();
        await staff.GetByText("记录现场测量").ClickAsync();
        await staff.GetByLabel("测什么").FillAsync("倾斜");
        await staff.GetByRole(AriaRole.Button, new() { Name = "提交测量" }).ClickAsync();
        await Expect(staff.GetByText("请填一个数")).ToBeVisibleAsync();
        await staff.GetByLabel("测得的数").FillAsync("12");
        await staff.GetByLabel("单位").FillAsync("°");
        await PagesHost.IsAccessibleAsync(phone);
        await ShowAsync(phone, "tag-staff");
        await staff.GetByRole(AriaRole.Button, new() { Name = "提交测量" }).ClickAsync();
        await Expect(staff.GetByText(new Regex("已经记下：倾斜 12"))).ToBeVisibleAsync();
        var record = (
            await pages.Host.As(Role.Dispatcher, Office).Get($"/api/components/{id}")
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("倾斜", record.GetProperty("measurements")[0].Maybe("quantity"));

        Task FillAsync(string field, string value) =>
            desk.GetByLabel(field, new() { Exact = true }).FillAsync(value);

        async Task SaveAsync()
        {
            var save = desk.GetByRole(AriaRole.Button, new() { NameRegex = new("^保\\s?存$") });
            await save.ClickAsync();
            await Expect(save).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task The_grid_of_a_community_is_drawn_anew_compared_planned_for_a_day_and_withdrawn()
    {
        var page = await KeeperAsync("/desk/components/grid");
        var community = page.GetByRole(AriaRole.Row)
            .Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = "湾畔社区" }) });
        await PagesHost.IsAccessibleAsync(page);
        await ShowAsync(page, "grids");
        await community.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "湾畔社区的网格" }))
            .ToBeVisibleAsync();
        await page.GetByLabel("方格边长").FillAsync("250");
        await page.GetByRole(AriaRole.Button, new() { Name = "划分并看差异" }).ClickAsync();
        var difference = page.GetByRole(AriaRole.Region, new() { Name = "与现行网格的差异" });
        await Expect(difference.GetByText(new Regex("^边界变化"))).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await ShowAsync(page, "grid");
        var tomorrow = pages.Host.Day(1);
        await difference.GetByLabel("从哪天起生效").FillAsync($"{tomorrow}");
        await difference.GetByRole(AriaRole.Button, new() { Name = "定下生效日" }).ClickAsync();
        await Expect(page.GetByText($"{tomorrow} 起改为边长 250 米的")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^撤\\s?回$") }).ClickAsync();
        await Expect(page.GetByText("起改为边长 250 米的")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "全部社区的网格" }).ClickAsync();
        await Expect(community).ToBeVisibleAsync();
        await Expect(community.GetByText($"{tomorrow} 起")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_class_is_added_given_the_values_of_an_attribute_and_ended_from_a_day_on()
    {
        var page = await KeeperAsync("/desk/settings/component-classes");
        await page.GetByRole(AriaRole.Button, new() { Name = "新增类别" }).ClickAsync();
        await page.GetByLabel("代码", new() { Exact = true }).FillAsync("2109");
        await page.GetByLabel("名称", new() { Exact = true }).FillAsync("共享雨伞架");
        await page.GetByLabel("英文名称").FillAsync("Umbrella stand");
        await SaveAsync();
        await Expect(page.GetByText("位数与这一代编码不符")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByLabel("代码", new() { Exact = true }).FillAsync("21090");
        await SaveAsync();
        await page.GetByPlaceholder("代码或名称").FillAsync("雨伞");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "21090" });
        await Expect(row).ToContainTextAsync("Umbrella stand");

        await row.GetByRole(AriaRole.Button, new() { Name = "“共享雨伞架”的取值" }).ClickAsync();
        await page.GetByLabel("允许的值").FillAsync("不锈钢\n塑料");
        await PagesHost.IsAccessibleAsync(page);
        await ShowAsync(page, "classes");
        await SaveAsync();
        await Expect(page.GetByText("已保存").First).ToBeVisibleAsync();

        await row.GetByRole(AriaRole.Button, new() { Name = "修改共享雨伞架" }).ClickAsync();
        await page.GetByText("停用这一类别").ClickAsync();
        await page.GetByLabel("从哪天起停用").FillAsync($"{pages.Host.Day(1)}");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^停\\s?用$") }).ClickAsync();
        await Expect(row).ToContainTextAsync($"{pages.Host.Day(0)}");
        await page.GetByLabel("哪一天").FillAsync($"{pages.Host.Day(2)}");
        await Expect(page.GetByText("没有符合条件的类别")).ToBeVisibleAsync();

        Task SaveAsync() =>
            page.GetByRole(AriaRole.Button, new() { NameRegex = new("^保\\s?存$") })
                .Last.ClickAsync();
    }
}
